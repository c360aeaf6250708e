"""What people see of an order: one word derived from its five states (state C1).

The table below is the only definition: the database column and the property on the row are both made from it.
"""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _


class Display(models.TextChoices):
    PENDING_PAYMENT = "pending_payment", _("To be paid")
    IN_REVIEW = "in_review", _("In review")
    ON_HOLD = "on_hold", _("Held for a question")
    APPROVED = "approved", _("To ship")
    PICKING = "picking", _("Picking")
    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    COMPLETED = "completed", _("Completed")
    EXPIRED = "expired", _("Payment overdue")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDING = "refunding", _("Refund on its way")
    CLOSED = "closed", _("Closed, refunded")


# First row that fits wins. Every condition names a state field and the values it must have.
RULES: tuple[tuple[Display, dict[str, tuple[str, ...]]], ...] = (
    (Display.REFUNDING, {"payment_state": ("refunding",)}),
    (Display.CLOSED, {"payment_state": ("refunded",)}),
    (Display.EXPIRED, {"fulfilment_state": ("expired",)}),
    (Display.CANCELLED, {"fulfilment_state": ("cancelled",)}),
    (Display.COMPLETED, {"fulfilment_state": ("completed",)}),
    (Display.DELIVERED, {"fulfilment_state": ("delivered",)}),
    (Display.SHIPPED, {"fulfilment_state": ("shipped",)}),
    (Display.PENDING_PAYMENT, {"payment_state": ("unpaid",)}),
    (Display.ON_HOLD, {"hold_state": ("held", "answered")}),
    (Display.PACKED, {"fulfilment_state": ("packed",)}),
    (Display.PICKING, {"fulfilment_state": ("picking",)}),
    (Display.APPROVED, {"review_state": ("approved",)}),
)

TONES = {
    Display.PENDING_PAYMENT: "warn",
    Display.IN_REVIEW: "info",
    Display.ON_HOLD: "danger",
    Display.APPROVED: "info",
    Display.PICKING: "info",
    Display.PACKED: "info",
    Display.SHIPPED: "brand",
    Display.DELIVERED: "ok",
    Display.COMPLETED: "ok",
    Display.EXPIRED: "neutral",
    Display.CANCELLED: "neutral",
    Display.REFUNDING: "warn",
    Display.CLOSED: "neutral",
}


def display_of(row) -> Display:
    for display, needs in RULES:
        if all(getattr(row, field) in values for field, values in needs.items()):
            return display
    return Display.IN_REVIEW


def display_expression() -> Case:
    """The same table as SQL, for the generated column that lists filter by."""
    whens = [When(Q(**{f"{field}__in": values for field, values in needs.items()}), then=Value(display.value)) for display, needs in RULES]
    return Case(*whens, default=Value(Display.IN_REVIEW.value), output_field=models.CharField(max_length=20))
