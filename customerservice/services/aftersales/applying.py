"""A customer, or an agent for them, opens a case (duty C12)."""

from dataclasses import dataclass, field

from django.db import transaction

from customerservice import norms
from customerservice.events.aftersales import CaseOpened
from customerservice.models import AftersaleCase, AftersaleLine, AftersalePhoto
from customerservice.models.aftersale import Reason
from customerservice.services.aftersales.facts import choose_places, terms_for
from microstore.core import clock, sentences
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.models import StoredFile
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from orders.models import AftersaleState, Order, PaymentState
from orders.services import orders
from orders.services.partial_refunds import Claim, preview

MOST_PHOTOS = 6


@dataclass(frozen=True)
class Application:
    """``units``: order line id → units. ``token`` makes sending the form twice harmless."""

    token: str
    units: dict[int, int]
    kind: str
    reason: str
    text: str = ""
    photos: tuple[StoredFile, ...] = field(default=())


@transaction.atomic
def apply(order: Order, wish: Application, *, by) -> AftersaleCase:
    """Open a case. The policy is asked anew here, whatever the page showed. Locks the order.

    Refuses what the policy does not allow, missing pictures, units in another case, and the sixth case about one line."""
    order.lock()
    if known := AftersaleCase.objects.filter(token=wish.token, order=order).first():
        return known
    lines = list(order.lines.select_related("sku__product"))
    terms = _require_terms(order, [line for line in lines if line.pk in wish.units], wish)
    places = choose_places(order, wish.units, lines)
    _require_more_times(places)
    if not preview(order, Claim(places, with_freight=terms.our_fault)).total_fen:
        raise Refused(_("Nothing was paid for these units."))
    fault_point("aftersales.apply.checked")
    case = _create(order, wish, terms)
    AftersaleLine.objects.bulk_create(
        AftersaleLine(case=case, order_line_id=line_id, units=len(units), places=units) for line_id, units in places.items()
    )
    AftersalePhoto.objects.bulk_create(AftersalePhoto(case=case, file=photo) for photo in wish.photos)
    if order.aftersale_state != AftersaleState.OPEN:
        orders.open_case(order, by=by, reason=sentences.word_of(case, "reason"))
    publish(CaseOpened(case.number, order.number), about=case, by=by, reason=sentences.word_of(case, "reason"))
    return case


def _require_terms(order: Order, lines: list, wish: Application):
    if order.payment_state not in (PaymentState.PAID, PaymentState.REFUNDING):
        raise Refused(_("%(order)s is not paid.") % {"order": order})
    if not lines or wish.reason not in Reason:
        raise Refused(_("Choose what this is about."))
    terms = terms_for(order, lines, wish.reason)
    if wish.kind not in terms.kinds:
        raise Refused(terms.sentence if not terms.kinds else _("This is not offered for this reason."))
    if terms.needs_photos and not wish.photos:
        raise Refused(_("Please add a picture that shows it."))
    if len(wish.photos) > MOST_PHOTOS:
        raise Refused(_("At most %(most)d pictures.") % {"most": MOST_PHOTOS})
    return terms


def _require_more_times(places) -> None:
    most = norms.AFTERSALE_TIMES.value
    for line_id in places:
        if AftersaleLine.objects.filter(order_line_id=line_id).count() >= most:
            raise Refused(_("%(most)d cases were opened about these goods already. Please talk to customer service.") % {"most": most})


def _create(order: Order, wish: Application, terms) -> AftersaleCase:
    now = clock.now()
    return AftersaleCase.objects.create(
        number=next_number("AS"), token=wish.token, order=order, kind=wish.kind, reason=wish.reason, text=wish.text.strip()[:500],
        our_fault=terms.our_fault, must_be_sealed=terms.must_be_sealed, opened_at=now, due_at=now + norms.AFTERSALE_ANSWER.span,
        timer_at=now + norms.AFTERSALE_ESCALATE.span,
    )  # fmt: skip
