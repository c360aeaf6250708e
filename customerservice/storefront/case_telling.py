"""A case in words for the customer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customerservice.models import AftersaleCase, CaseKind, CaseState
from customerservice.services.aftersales.facts import amount_of
from inventory.models import Return
from microstore.core.models import Event
from microstore.core.pages.notes import is_for_customer
from orders.storefront.telling import label_of

S = CaseState
HEADLINES = {
    S.SUBMITTED: gettext_lazy("We look at your request."),
    S.PROPOSED: gettext_lazy("We propose something. Please answer below."),
    S.AWAITING_RETURN: gettext_lazy("Approved. Please send the goods back."),
    S.IN_RETURN: gettext_lazy("Your parcel is on its way to us."),
    S.CHECKING: gettext_lazy("We have the goods and look at what was found."),
    S.REFUNDING: gettext_lazy("Your money is on its way back."),
    S.REFUNDED: gettext_lazy("Your money is back."),
    S.REJECTED: gettext_lazy("We could not agree to your request."),
    S.CANCELLED: gettext_lazy("You have withdrawn your request."),
    S.EXPIRED: gettext_lazy("The goods were not sent in time."),
}
ICONS = {
    S.SUBMITTED: "clock", S.PROPOSED: "alert", S.AWAITING_RETURN: "box", S.IN_RETURN: "truck", S.CHECKING: "box", S.REFUNDING: "refresh",
    S.REFUNDED: "check", S.REJECTED: "x", S.CANCELLED: "x", S.EXPIRED: "clock",
}  # fmt: skip
ASK, SEND, CHECK, MONEY = (
    gettext_lazy("Request sent"), gettext_lazy("Goods sent"), gettext_lazy("Goods checked"), gettext_lazy("Money back")
)  # fmt: skip
PLACES = {
    CaseKind.REFUND: [(ASK, (S.SUBMITTED, S.PROPOSED)), (MONEY, (S.REFUNDING,))],
    CaseKind.RETURN: [
        (ASK, (S.SUBMITTED, S.PROPOSED)), (SEND, (S.AWAITING_RETURN, S.IN_RETURN)), (CHECK, (S.CHECKING,)), (MONEY, (S.REFUNDING,)),
    ],
}  # fmt: skip


def steps_of(case: AftersaleCase) -> list[tuple]:
    """(label, done | now | next); nothing for cases that ended in vain."""
    if case.state in (S.REJECTED, S.CANCELLED, S.EXPIRED):
        return []
    way = PLACES[case.kind]
    at = next((place for place, (_label, states) in enumerate(way) if case.state in states), len(way))
    return [(label, "done" if place < at else "now" if place == at else "next") for place, (label, _states) in enumerate(way)]


def told(case: AftersaleCase) -> dict:
    events = [event for event in Event.objects.about(case)[:100] if is_for_customer(event)]
    lines = case.lines.select_related("order_line__revision")
    return {
        "headline": HEADLINES[case.state], "icon": ICONS[case.state], "amount_fen": amount_of(case),
        "tracking": [{"label": label_of(event), "text": _words(event), "at": event.at} for event in events],
        "lines": lines, "photos": list(case.photos.select_related("file")), "parcel": _parcel(case),
        "can_withdraw": case.is_open("withdraw"), "can_answer": case.is_open("refuse_offer"), "can_send": case.is_open("send_back"),
        "freight": _("We bear the freight") if case.our_fault else _("You bear the freight of the return"),
    }  # fmt: skip


def _words(event) -> str:
    return event.reason if event.name in ("aftersale.rejected", "aftersale.proposed", "aftersale.goods_received") else ""


def _parcel(case: AftersaleCase) -> Return | None:
    if case.kind != CaseKind.RETURN:
        return None
    return Return.objects.filter(reference=case.number).select_related("warehouse").first()
