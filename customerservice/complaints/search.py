"""Ctrl K over complaints."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customerservice.models import Complaint
from microstore.core.pages import Hit, searchable


@searchable(_("Complaints"), "customerservice.view_complaint", icon="alert")
def find_complaints(text, user, limit):
    """A whole number opens at once; else the end of a number, or the number of an order."""
    text = text.strip()
    visible = Complaint.objects.visible_to(user).select_related("store")
    if exact := visible.filter(number__iexact=text).first():
        return [_hit(exact, exact=True)]
    if len(text) < 4:
        return []
    endings = Q(order__number__iexact=text) | (Q(number__endswith=text) if text.isdigit() else Q())
    rows = visible.filter(endings) if text.isdigit() or text.upper().startswith("SO") else visible.none()
    return [_hit(row) for row in rows.order_by("-received_at")[:limit]]


def _hit(row: Complaint, exact: bool = False) -> Hit:
    text = f"{row.get_severity_display()} · {row.get_category_display()} · {row.get_state_display()}"
    return Hit(row.number, row.get_absolute_url(), text=text, icon="alert", exact=exact)
