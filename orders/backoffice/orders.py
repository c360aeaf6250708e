"""Orders: the list with its queues, and one order with all that belongs to it."""

from django.utils.translation import gettext_lazy as _

from microstore.accounts.phones import SearchedByPhone
from microstore.core.declarations import Department
from microstore.core.pages import BulkAction, DetailPage, ListPage, Menu, Panel, View
from microstore.core.pages.wording import moment
from orders.backoffice import panels as given
from orders.filters import OrderFilter
from orders.models import Display, FulfilmentState, Order, PaymentState, ReviewState
from orders.services import orders
from orders.services.orders.permitted import open_acts
from orders.tables import OrderTable

MOST_COUNTED = 1000


def waiting(*states):
    """How many orders of the person's stores are in one of ``states``; counting stops at a thousand."""
    return lambda user: Order.objects.visible_to(user).filter(display__in=states)[:MOST_COUNTED].count() or None


class OrderBulkApprove(BulkAction):
    code = "approve"
    title = _("Approve")
    permission = "orders.review_order"

    def refuse(self, row, user):
        """What may harm somebody's health is never approved in bulk."""
        if "approve" not in open_acts(row):
            return _("Not waiting for review.")
        is_harmful = any(hit["code"] == "suitable" for hit in row.review_hits)
        return _("Not suitable for somebody: decide it by itself.") if is_harmful else ""

    def perform(self, row, form, by):
        orders.approve(row, by=by)
        return _("Approved.")


class OrderList(SearchedByPhone, ListPage):
    url = "orders/"
    name = "orders"
    title = _("Orders")
    permission = "orders.view_order"
    menu = Menu(Department.SERVICE, icon="orders", position=10)
    model = Order
    table_class = OrderTable
    filterset_class = OrderFilter
    search_fields = ("^number", "=receiver_phone", "=customer__phone")
    search_hint = _("Order number or whole phone number")
    keyset = ("-placed_at", "-pk")
    export_name = "orders"
    has_personal_data = True
    bulk = [OrderBulkApprove]
    views = [
        View("to_pay", _("To be paid"), "display=pending_payment", count=waiting(Display.PENDING_PAYMENT)),
        View("to_review", _("To review"), "display=in_review", count=waiting(Display.IN_REVIEW)),
        View("on_hold", _("Held for a question"), "display=on_hold", count=waiting(Display.ON_HOLD)),
        View(
            "to_ship", _("To ship"), "display=approved&display=picking&display=packed",
            count=waiting(Display.APPROVED, Display.PICKING, Display.PACKED),
        ),
        View("on_the_way", _("On the way"), "display=shipped"),
        View("refunding", _("Refund on its way"), "display=refunding", count=waiting(Display.REFUNDING)),
        View("done", _("Completed"), "display=completed"),
    ]  # fmt: skip
    empty_text = _("Orders appear here as soon as customers place them.")

    def get_queryset(self):
        return super().get_queryset().select_related("store")


class OrderDetail(DetailPage):
    url = "orders/<str:number>/"
    name = "order"
    title = _("Order")
    permission = "orders.view_order"
    model = Order
    lookup = "number"
    status_fields = ("display", "hold_state", "aftersale_state")
    customer_may_read_notes = True
    panels = [
        Panel("orders/backoffice/_lines.html", _("Goods and shares"), context=given.lines, is_flush=True),
        Panel(
            "orders/backoffice/_review.html", _("Review"), context=given.review, is_shown=lambda row: row.review_hits or row.holds.exists()
        ),
    ]
    side = [
        Panel("orders/backoffice/_receiver.html", _("Customer"), context=given.receiver),
        Panel(
            "orders/backoffice/_deadlines.html",
            _("Deadlines"),
            is_shown=lambda row: bool(deadlines(row)),
            context=lambda r, row: {"deadlines": deadlines(row)},
        ),
        Panel("orders/backoffice/_money.html", _("Payment"), context=given.money),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("store", "customer", "channel_order__channel")

    def subheading(self, row):
        return row.store.name

    def badges(self, row):
        return tuple(name for name in self.status_fields if name == "display" or getattr(row, name) != "none")

    def steps(self, row):
        """The way of an order up to where it is; one that ended early shows how. The open step is named by what is to be done."""
        done = [
            (_("Order placed"), "", row.placed_at), (_("Paid"), _("To be paid"), row.paid_at),
            (_("Reviewed"), _("To be reviewed"), row.approved_at), (_("Packed"), _("To be packed"), row.packed_at),
            (_("Shipped"), _("To be shipped"), row.shipped_at), (_("Delivered"), _("On the way"), row.delivered_at),
            (_("Completed"), _("To be completed"), row.completed_at),
        ]  # fmt: skip
        done = done if row.has_parcel else [*done[:3], done[-1]]
        if row.ended_at:
            return [
                *((label, "done", moment(at)) for label, _open, at in done if at),
                (row.display_state.label, "now", moment(row.ended_at)),
            ]
        at = next((place for place, (_label, _open, when) in enumerate(done) if not when), len(done))
        return [
            (to_do if place == at else label, "done" if place < at else "now" if place == at else "next", moment(when) if when else "")
            for place, (label, to_do, when) in enumerate(done)
        ]


def deadlines(row: Order) -> list[tuple]:
    """(what, until when, minutes allowed) of the clocks that run."""
    found = []
    if row.payment_state == PaymentState.UNPAID and row.fulfilment_state == FulfilmentState.WAITING:
        found.append((_("Payment"), row.pay_by, 30))
    if row.display_state in (Display.IN_REVIEW, Display.ON_HOLD) and row.review_due_at and row.review_state == ReviewState.WAITING:
        found.append((_("Review"), row.review_due_at, 60))
    if row.ship_due_at and not row.shipped_at and not row.ended_at:
        found.append((_("Ship within 48 hours"), row.ship_due_at, 48 * 60))
    if row.completes_at and not row.timers_paused:
        found.append((_("Completes by itself"), row.completes_at, 10 * 24 * 60))
    return found
