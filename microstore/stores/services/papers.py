"""What a store needs on paper to sell, until which day it has it, and whom to warn before the end (duty G1, rule EC-01)."""

from datetime import date, timedelta

from django.db import transaction

from microstore.accounts.models import Staff
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging
from microstore.stores import freshness, norms
from microstore.stores.events import PaperEnding
from microstore.stores.models import Licence, PaperWarning, Store, StoreStaff

# E-Commerce Law art. 15: whoever sells food online shows the business licence and the food licence.
NEEDED = (Licence.Kind.BUSINESS, Licence.Kind.FOOD)
NEEDED_OF_PARTNERS = (*NEEDED, Licence.Kind.AUTHORISATION)
WARNED_POSTS = (Post.DIRECTOR, Post.OPERATIONS)
CHANNELS = ("inbox", "sms", "mail")


def needed(store: Store) -> tuple:
    return NEEDED if store.is_official else NEEDED_OF_PARTNERS


def missing(store: Store) -> list[str]:
    """A sentence for each paper that is needed and not in force today."""
    held = set(store.licences.in_force().values_list("kind", flat=True))
    return [_("No %(licence)s in force.") % {"licence": kind.label} for kind in needed(store) if kind not in held]


def hold_until(store: Store) -> date | None:
    """The last day on which every needed paper holds without a gap from today; yesterday when one is missing, None without end."""
    papers = list(store.licences.all())
    ends = [_last_day([paper for paper in papers if paper.kind == kind]) for kind in needed(store)]
    return min((end for end in ends if end is not None), default=None)


def _last_day(papers: list[Licence]) -> date | None:
    """How far papers of one kind reach, one taking over from the other."""
    last = clock.today() - timedelta(days=1)
    while reaching := [paper for paper in papers if _takes_over(paper, last)]:
        if any(paper.valid_until is None for paper in reaching):
            return None
        last = max(paper.valid_until for paper in reaching)
    return last


def _takes_over(paper: Licence, last: date) -> bool:
    follows = paper.valid_from is None or paper.valid_from <= last + timedelta(days=1)
    return follows and (paper.valid_until is None or paper.valid_until > last)


def write_end(store: Store) -> None:
    """Repeat on the locked store how long its papers hold: whether it may sell is read from there."""
    until = hold_until(store)
    if store.sells_until == until:
        return
    store.sells_until = until
    store.save(update_fields=["sells_until"])
    freshness.touch([store.pk])


def warn_ending() -> int:
    """Tell whom it concerns, once for each of the three moments, which papers run out. Returns how many were warned of."""
    furthest = max(norm.value for norm in _moments())
    ending = Licence.objects.ending_soon(days=furthest).exclude(store__state=Store.State.CLOSED)
    return sum(_warn(pk) for pk in ending.order_by("pk").values_list("pk", flat=True))


def _moments():
    return (norms.FIRST_WARNING, norms.SECOND_WARNING, norms.LAST_WARNING)


@transaction.atomic
def _warn(licence_id: int) -> bool:
    """Under the lock of the paper, so that two workers warn once. A later paper that takes over needs no warning."""
    licence = locked(Licence.objects.filter(pk=licence_id)).first()
    due = [norm.value for norm in _moments() if licence and licence.days_left is not None and 0 <= licence.days_left <= norm.value]
    if not due or _is_followed(licence):
        return False
    warning, is_new = PaperWarning.objects.get_or_create(licence=licence, valid_until=licence.valid_until, days=min(due))
    if is_new:
        _tell(licence, warning)
    return is_new


def _is_followed(licence: Licence) -> bool:
    last = _last_day(list(Licence.objects.filter(store=licence.store_id, kind=licence.kind)))
    return last is None or last > licence.valid_until


def _tell(licence: Licence, warning: PaperWarning) -> None:
    store = licence.store
    people = concerned(store)
    context = {"store": store.name, "code": store.code, "paper": str(licence), "day": f"{licence.valid_until:%Y-%m-%d}"}
    context["days"] = licence.days_left
    for person in people:
        template = "stores.paper_ending" if licence.kind in needed(store) else "stores.other_paper_ending"
        key = f"stores.paper_ending:{licence.pk}:{licence.valid_until}:{warning.days}:{person.pk}"
        messaging.send(template, to=person, context=context, key=key, channels=CHANNELS)
    warning.told = len(people)
    warning.save(update_fields=["told"])
    publish(PaperEnding(store.pk, str(licence), licence.valid_until.isoformat(), warning.days), about=store)


def concerned(store: Store) -> list:
    """The people of the store, operations and the director."""
    own = StoreStaff.objects.filter(store=store).values("user")
    posts = Staff.objects.filter(post__in=WARNED_POSTS, left_on=None, sees_all_stores=True).values("user")
    users = StoreStaff._meta.get_field("user").related_model.objects
    return list(users.filter(is_active=True, pk__in=own).union(users.filter(is_active=True, pk__in=posts)).order_by("pk"))
