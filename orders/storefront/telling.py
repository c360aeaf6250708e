"""An order in words and pictures for the customer."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from microstore.core.events import kinds
from orders.models import Display, Order, OrderBundle
from orders.models.display import TONES
from orders.services.orders import allowed_acts
from orders.storefront.savings import words_of

D = Display
ICONS = {
    D.PENDING_PAYMENT: "wallet", D.IN_REVIEW: "clock", D.ON_HOLD: "alert", D.APPROVED: "clock", D.PICKING: "box", D.PACKED: "box",
    D.SHIPPED: "truck", D.DELIVERED: "check", D.COMPLETED: "check", D.EXPIRED: "clock", D.CANCELLED: "x", D.REFUNDING: "refresh",
    D.CLOSED: "check",
}  # fmt: skip
HEADLINES = {
    D.IN_REVIEW: gettext_lazy("Paid. We are checking your order."),
    D.ON_HOLD: gettext_lazy("We have a question. Please answer it below."),
    D.APPROVED: gettext_lazy("Checked. The warehouse packs it next."),
    D.PICKING: gettext_lazy("The warehouse is picking your order."),
    D.PACKED: gettext_lazy("Packed and waiting for the courier."),
    D.SHIPPED: gettext_lazy("Your parcel is on its way."),
    D.DELIVERED: gettext_lazy("Your parcel has arrived."),
    D.COMPLETED: gettext_lazy("Completed. Thank you."),
    D.EXPIRED: gettext_lazy("Not paid in time. You can order again."),
    D.CANCELLED: gettext_lazy("The order is cancelled."),
    D.REFUNDING: gettext_lazy("Cancelled. Your money is on its way back."),
    D.CLOSED: gettext_lazy("Cancelled and refunded."),
}
REFUNDED_LATER = {D.REFUNDING: gettext_lazy("Your money is on its way back."), D.CLOSED: gettext_lazy("Refunded in full.")}
STEPS = (
    (pgettext_lazy("step of an order", "Pay"), (D.PENDING_PAYMENT,)),
    (pgettext_lazy("step of an order", "Check"), (D.IN_REVIEW, D.ON_HOLD)),
    (pgettext_lazy("step of an order", "Pack"), (D.APPROVED, D.PICKING)),
    (pgettext_lazy("step of an order", "Ship"), (D.PACKED,)),
    (pgettext_lazy("step of an order", "Arrive"), (D.SHIPPED,)),
)
parcel_sources: list[Callable] = []
aftersale_sources: list[Callable] = []
tracking_sources: list[Callable] = []
review_sources: list[Callable] = []


def parcels(function: Callable) -> Callable:
    """Hung from above: ``function(order) -> list of {"carrier", "waybill", "url"}`` for the order page."""
    parcel_sources.append(function)
    return function


def aftersale(function: Callable) -> Callable:
    """Hung from above: ``function(order) -> {"url" to apply at or "", "cases": list of {"url", "label", "text"}}``."""
    aftersale_sources.append(function)
    return function


def aftersale_of(order: Order) -> list[dict]:
    return [source(order) for source in aftersale_sources]


def tracked(function: Callable) -> Callable:
    """Hung from above: ``function(order) -> list of {"label", "text", "at"}``, what the carrier told."""
    tracking_sources.append(function)
    return function


def to_review(function: Callable) -> Callable:
    """Hung from above: ``function(orders of one customer) -> {order id: ids of lines that can be reviewed now}``, in one query."""
    review_sources.append(function)
    return function


def lines_to_review(orders: list[Order]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for source in review_sources:
        found |= source(orders)
    return found


def parcels_of(order: Order) -> list[dict]:
    return [parcel for source in parcel_sources for parcel in source(order)]


def headline(order: Order) -> dict:
    state = order.display_state
    words = HEADLINES.get(state)
    if state == D.PENDING_PAYMENT:
        words = _("Please pay by %(time)s.") % {"time": date_format(localtime(order.pay_by), "H:i")}
    if state in REFUNDED_LATER and not order.ended_at:
        words = REFUNDED_LATER[state]
    if state == D.COMPLETED and not order.has_parcel:
        words = _("Paid. It is yours to read.")
    return {"headline": words, "state_icon": ICONS[state], "state_label": state.label, "steps": steps(state, has_parcel=order.has_parcel)}


def steps(state: Display, *, has_parcel: bool = True) -> list[tuple[str, str]]:
    """(label, done | now | next); nothing for orders that ended early. Without a parcel there are only the first two."""
    if state in (D.EXPIRED, D.CANCELLED, D.REFUNDING, D.CLOSED):
        return []
    way = STEPS if has_parcel else STEPS[:2]
    at = next((number for number, (_label, states) in enumerate(way) if state in states), len(way))
    return [(label, "done" if number < at else "now" if number == at else "next") for number, (label, _states) in enumerate(way)]


def tracking_of(order: Order, events) -> list[dict]:
    """What happened here and what the carrier told, newest first."""
    told = [step for source in tracking_sources for step in source(order)]
    return sorted([*_own(events), *told], key=lambda step: step["at"], reverse=True)


def _own(events) -> list[dict]:
    return [
        {"label": label_of(event), "text": event.facts.get("text") or event.facts.get("question") or "", "at": event.at} for event in events
    ]


def label_of(event) -> str:
    return getattr(kinds.get(event.name), "label", event.name)


def line_of(line, batches, can_review: bool = False) -> dict:
    return {
        "pk": line.pk, "can_review": can_review,
        "title": line.title, "spec": line.spec, "picture": line.revision.main_picture, "unit_fen": line.unit_fen, "units": line.units,
        "is_virtual": line.is_virtual,
        "batches": batches, "approval_number": line.approval_number, "savings": words_of(line), "is_part": line.bundle_id is not None,
    }  # fmt: skip


def grouped(rows, lines: list[dict]) -> list[tuple[OrderBundle | None, list[dict]]]:
    """What was bought, in its order: each bundle with what is inside, and single goods with no bundle. ``place`` of a line counts through
    the whole order."""
    found: list[tuple[OrderBundle | None, list[dict]]] = []
    for place, (row, line) in enumerate(zip(rows, lines, strict=True), 1):
        line["place"] = place
        if found and found[-1][0] == row.bundle:
            found[-1][1].append(line)
        else:
            found.append((row.bundle, [line]))
    return found


def acts(allowed: set[str]) -> dict:
    return {
        "can_pay": "pay" in allowed, "can_cancel": "cancel" in allowed, "can_receive": "confirm_receipt" in allowed,
        "can_reorder": "reorder" in allowed,
    }  # fmt: skip


def dress(order: Order, customer) -> None:
    """Give a row of the list what its card shows."""
    lines, state = list(order.lines.all()), order.display_state
    order.display_label, order.tone = state.label, TONES[state]
    order.units = sum(line.units for line in lines)
    order.pictures = [line.revision.main_picture for line in lines[:3]]
    first = lines and (lines[0].bundle or lines[0])
    order.first_title, order.first_spec = (first.title, first.spec) if first else ("", "")
    order.hint = HEADLINES.get(state, "") if state in (D.ON_HOLD, D.SHIPPED, D.DELIVERED, D.REFUNDING) else ""
    for name, value in acts(allowed_acts(order, customer)).items():
        setattr(order, name, value)
