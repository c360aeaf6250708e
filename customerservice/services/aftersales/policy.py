"""What may be asked for: class of goods × reason × state of the order × days since signing. Pure; the same answer on every page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from customerservice.models.aftersale import CaseKind, Reason
from microstore.compliance.goods import NEVER_RETURNED_UNWANTED, NO_PARCEL
from microstore.core.days import business_day
from microstore.core.sentences import gettext as _
from orders.models import FulfilmentState

RETURN, REFUND = CaseKind.RETURN, CaseKind.REFUND
ARRIVED = (FulfilmentState.DELIVERED, FulfilmentState.COMPLETED)
WITH_PICTURE = (Reason.QUALITY, Reason.WRONG_ITEM, Reason.DAMAGED, Reason.EXPIRY)


@dataclass(frozen=True)
class Periods:
    """Days for returns without a reason, and for faults."""

    unwanted: int
    fault: int


@dataclass(frozen=True)
class Facts:
    product_class: str
    reason: str
    fulfilment: str
    signed_at: datetime | None
    today: date
    is_opened: bool = False


@dataclass(frozen=True)
class Terms:
    """``kinds`` is empty when nothing may be asked for; ``sentence`` then says why, else what holds."""

    kinds: tuple[str, ...]
    sentence: str
    our_fault: bool = False
    needs_photos: bool = False
    must_be_sealed: bool = False


def last_day(signed_at: datetime, days: int) -> date:
    """The day of signing does not count; the last day counts until midnight (rule CR-01)."""
    return business_day(signed_at) + timedelta(days=days)


def terms_of(facts: Facts, periods: Periods) -> Terms:
    if facts.reason == Reason.NOT_RECEIVED:
        return _not_received(facts)
    if facts.fulfilment not in ARRIVED or facts.signed_at is None:
        return Terms((), _("This can be asked for once the parcel has arrived. An order that is not packed yet can be cancelled."))
    return _unwanted(facts, periods.unwanted) if facts.reason == Reason.UNWANTED else _fault(facts, periods.fault)


def _not_received(facts: Facts) -> Terms:
    if facts.fulfilment != FulfilmentState.SHIPPED:
        return Terms((), _("This is for parcels that are on their way."))
    return Terms((REFUND,), _("We ask the carrier. If the parcel is lost, you get everything back, freight included."), our_fault=True)


def _unwanted(facts: Facts, days: int) -> Terms:
    if facts.product_class in NO_PARCEL:
        return _unread(facts, days)
    if facts.product_class in NEVER_RETURNED_UNWANTED:
        return Terms((), _("Medicines cannot be returned without a fault of the goods."))
    until = last_day(facts.signed_at, days)
    if facts.today > until:
        return Terms((), _("Goods could be returned without a reason until %(day)s.") % {"day": until})
    return Terms(
        (RETURN,), _("Unopened goods can be returned without a reason until %(day)s. You pay for sending them back.") % {"day": until},
        must_be_sealed=True,
    )  # fmt: skip


def _unread(facts: Facts, days: int) -> Terms:
    """What is read here goes back while nobody has opened it (rule R03)."""
    until = last_day(facts.signed_at, days)
    if facts.is_opened:
        return Terms((), _("This was opened: digital content goes back only with a fault."))
    if facts.today > until:
        return Terms((), _("Goods could be returned without a reason until %(day)s.") % {"day": until})
    return Terms((REFUND,), _("What you have not opened can be given back until %(day)s. Nothing has to be sent.") % {"day": until})


def _fault(facts: Facts, days: int) -> Terms:
    """Faults are ours whatever the class of the goods and whether they were opened or not (rule CR-09)."""
    until = last_day(facts.signed_at, days)
    if facts.today > until:
        return Terms((), _("Faults could be reported until %(day)s. Please talk to customer service.") % {"day": until})
    if facts.product_class in NO_PARCEL:
        return Terms((REFUND,), _("Tell us what is wrong with it, so that we can mend it or give your money back."), our_fault=True)
    kinds = (REFUND,) if facts.reason == Reason.MISSING else (REFUND, RETURN)
    sentence = _("We bear the freight in both directions.")
    if facts.reason == Reason.DISCOMFORT:
        sentence = _("Please stop taking it, and see a doctor if it does not get better. We bear the freight in both directions.")
    return Terms(kinds, sentence, our_fault=True, needs_photos=facts.reason in WITH_PICTURE)


def together(found: list[Terms]) -> Terms:
    """What holds for several lines at once: the narrowest."""
    first_no = next((terms for terms in found if not terms.kinds), None)
    if first_no:
        return first_no
    kinds = tuple(kind for kind in found[0].kinds if all(kind in terms.kinds for terms in found))
    return Terms(
        kinds, found[0].sentence, all(terms.our_fault for terms in found), any(terms.needs_photos for terms in found),
        any(terms.must_be_sealed for terms in found),
    )  # fmt: skip
