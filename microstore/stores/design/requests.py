"""Ask for a design, take it, deliver it, approve it or ask for changes; each told to whom it concerns."""

from datetime import date

from django.db import transaction

from microstore.accounts.models import Staff, User
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused, require_reason
from microstore.core.events import publish
from microstore.core.numbers import next_number
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging
from microstore.stores.design import subjects
from microstore.stores.design.events import (
    DesignApproved,
    DesignAsked,
    DesignAssigned,
    DesignCancelled,
    DesignChangesAsked,
    DesignDelivered,
    DesignTaken,
)
from microstore.stores.models import DesignRequest, DesignState


@transaction.atomic
def ask(*, what: str, title: str, brief: str, sizes: str, due_on: date, by, about=None, designer=None) -> DesignRequest:  # noqa: PLR0913
    """A request that waits for its designer. Refuses a day that is past."""
    _require_day(due_on)
    row = DesignRequest(
        number=next_number("DR"), what=what, title=title, brief=brief, sizes=sizes, due_on=due_on, asked_by=by, asked_at=clock.now(),
        designer=designer,
    )  # fmt: skip
    if about is not None:
        row.subject_type, row.subject_id, row.subject_label = about._meta.label_lower, about.pk, str(about)[:200]
        row.store = subjects.kinds[row.subject_type].store_of(about)
    row.save()
    publish(DesignAsked(row.number), about=row, by=by)
    _tell(row, "design.asked", [designer] if designer else designers(), by)
    return row


@transaction.atomic
def take(row: DesignRequest, *, by) -> None:
    """The one who presses it is the designer from now on; one assigned to somebody else is theirs."""
    row.begin("take")
    if row.designer_id not in (None, by.pk):
        raise Refused(_("%(person)s is the designer of this.") % {"person": row.designer})
    row.designer = by
    row.finish("take", DesignTaken(row.number, by.pk), by=by, save=["designer"])


@transaction.atomic
def assign(row: DesignRequest, *, designer, due_on: date, reason: str, by) -> None:
    """Another designer or another day, with the reason."""
    require_reason(reason)
    row.lock()
    if not row.is_open("call_off"):
        raise Refused(_("This request is closed."))
    if due_on != row.due_on:
        _require_day(due_on)
    row.designer, row.due_on = designer, due_on
    row.save(update_fields=["designer", "due_on"])
    publish(DesignAssigned(row.number, designer.pk, due_on.isoformat()), about=row, by=by, reason=reason)
    _tell(row, "design.asked", [designer], by, turn=f"{designer.pk}:{due_on}")


@transaction.atomic
def deliver(row: DesignRequest, assets, *, by, note: str = "") -> None:
    """Hand in material of the library. Refuses nothing at all, what may not be used, and a stranger's work."""
    row.begin("deliver")
    if row.designer_id != by.pk:
        raise Refused(_("%(person)s is the designer of this.") % {"person": row.designer})
    assets = list(assets)
    if not assets:
        raise Refused(_("Choose what is delivered from the library."))
    if ended := next((one for one in assets if not one.is_usable), None):
        raise Refused(_("The right to use “%(asset)s” has ended. Choose something else.") % {"asset": ended})
    row.assets.set(assets)
    row.delivered_at, row.rounds = row.delivered_at or clock.now(), row.rounds + 1
    numbers = [one.number for one in assets]
    row.finish("deliver", DesignDelivered(row.number, numbers), by=by, reason=note, save=["delivered_at", "rounds"])
    _tell(row, "design.delivered", [row.asked_by], by, turn=str(row.rounds))


@transaction.atomic
def approve(row: DesignRequest, *, by, reason: str = "") -> None:
    """Refuses the designer's own yes."""
    row.begin("accept")
    _require_other(row, by)
    row.approved_at = clock.now()
    row.finish("accept", DesignApproved(row.number), by=by, reason=reason, save=["approved_at"])
    _tell(row, "design.approved", [row.designer, row.asked_by], by)


@transaction.atomic
def ask_changes(row: DesignRequest, *, by, reason: str) -> None:
    require_reason(reason)
    row.begin("ask_changes")
    _require_other(row, by)
    row.finish("ask_changes", DesignChangesAsked(row.number), by=by, reason=reason)
    _tell(row, "design.changes", [row.designer], by, turn=str(row.rounds), why=reason)


@transaction.atomic
def call_off(row: DesignRequest, *, by, reason: str) -> None:
    require_reason(reason)
    row.begin("call_off")
    row.finish("call_off", DesignCancelled(row.number), by=by, reason=reason)
    _tell(row, "design.cancelled", [row.designer, row.asked_by], by, why=reason)


def designers() -> list[User]:
    posts = Staff.objects.filter(post=Post.DESIGNER, left_on=None).values("user")
    return list(User.objects.filter(is_active=True, pk__in=posts).order_by("pk"))


def waiting_for(user):
    """What this person should go on with: their own to design, those nobody took, and those they may judge."""
    rows = DesignRequest.objects.visible_to(user)
    mine = rows.filter(state__in=(DesignState.DESIGNING, DesignState.CHANGES), designer=user)
    if user.has_perm("stores.take_designrequest"):
        mine |= rows.filter(state=DesignState.ASKED, designer=None) | rows.filter(state=DesignState.ASKED, designer=user)
    judged = rows.filter(state=DesignState.IN_REVIEW).exclude(designer=user)
    if not user.has_perm("stores.approve_designrequest"):
        judged = judged.filter(asked_by=user)
    return mine | judged


def _require_other(row: DesignRequest, by) -> None:
    if row.designer_id == by.pk:
        raise Refused(_("Nobody approves their own design."))
    if row.asked_by_id != by.pk and not by.has_perm("stores.approve_designrequest"):
        raise Refused(_("Whoever asked for it decides, or a lead of marketing."))


def _require_day(due_on: date) -> None:
    if due_on < clock.today():
        raise Refused(_("The day is past."))


def _tell(row: DesignRequest, template: str, people, by, *, turn: str = "", why: str = "") -> None:
    context = {"number": row.number, "title": row.title, "day": f"{row.due_on:%Y-%m-%d}", "why": why}
    for person in {one.pk: one for one in people if one is not None and one != by}.values():
        messaging.send(template, to=person, context=context, key=f"{template}:{row.pk}:{turn}:{person.pk}", channels=("inbox",))
