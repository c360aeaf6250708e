"""What is shown of a review: decided on grounds of the law alone, with a reason that is kept and told (rule EC-10)."""

from django.db import transaction

from customerservice.events.reviews import ReportsSettled, ReviewReplied, ReviewShown, ReviewWithheld
from customerservice.models import Review
from customerservice.reviews.services import totals
from customerservice.services.conversations import reading
from customerservice.services.conversations.talking import Blocked
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

DECIDED = ["hidden", "ground", "decision", "decided_by", "decided_at", "due_at", "reported_at"]


@transaction.atomic
def show(row: Review, *, hidden: dict[str, str], reason: str = "", by) -> None:
    """Publish it without the sentences in ``hidden`` (place → ground); on a published one, change which are hidden.

    Refuses a ground that is not in the law, hidden sentences without a reason, and a text of which nothing would be left."""
    row.lock()
    if row.state != Review.State.PUBLISHED:
        row.require("publish")
    _require_grounds(row, hidden, reason)
    _decide(row, hidden=hidden, ground="", reason=reason, by=by)
    told = ReviewShown(row.pk, hidden)
    if row.state == Review.State.PUBLISHED:
        row.save(update_fields=DECIDED)
        publish(told, about=row, by=by, reason=reason)
    else:
        row.finish("publish", told, by=by, reason=reason, save=DECIDED)
    totals.push(row)


def _require_grounds(row: Review, hidden: dict[str, str], reason: str) -> None:
    places = {str(place) for place in range(len(row.sentences))}
    if not set(hidden) <= places or not set(hidden.values()) <= set(Review.Ground.values):
        raise Refused(_("A review is hidden on a ground of the law alone; that it is bad is none (rule EC-10)."))
    if hidden and not reason.strip():
        raise Refused(_("Say why: the author reads it."))
    if hidden and set(hidden) == places and not row.pictures:
        raise Refused(_("Nothing would be left of the text. Hold the review back instead."))


def _decide(row: Review, *, hidden: dict, ground: str, reason: str, by) -> None:
    row.hidden, row.ground, row.decision = hidden, ground, reason.strip()[:300]
    row.decided_by, row.decided_at, row.due_at, row.reported_at = by, clock.now(), None, None


@transaction.atomic
def withhold(row: Review, *, ground: str, reason: str, by) -> None:
    """Keep it from being shown; the original stays, the author is told. Refuses without a ground of the law and a reason."""
    row.begin("withhold")
    if ground not in Review.Ground:
        raise Refused(_("A review is hidden on a ground of the law alone; that it is bad is none (rule EC-10)."))
    if not reason.strip():
        raise Refused(_("Say why: the author reads it."))
    _decide(row, hidden=row.hidden, ground=ground, reason=reason, by=by)
    row.finish("withhold", ReviewWithheld(row.pk, ground), by=by, reason=reason, save=DECIDED)
    totals.push(row)


@transaction.atomic
def settle_reports(row: Review, *, reason: str, by) -> None:
    """The reports were looked at; the review stays as it is."""
    row.lock()
    if row.reported_at is None:
        raise Refused(_("Nobody has reported it."))
    row.reported_at, row.due_at = None, None if row.state != Review.State.HELD else row.due_at
    row.save(update_fields=["reported_at", "due_at"])
    publish(ReportsSettled(row.pk), about=row, by=by, reason=reason)


@transaction.atomic
def reply(row: Review, *, text: str, by) -> None:
    """The shop answers below the review. Read by the rule book like everything the shop says; phone numbers are masked."""
    row.lock()
    text = reading.masked(text.strip())[:500]
    if not text:
        raise Refused(_("The answer is empty."))
    if row.state != Review.State.PUBLISHED:
        raise Refused(_("Only a published review is answered."))
    blocked = [hit for hit in reading.read(text, row.product).hits_as_json() if hit["level"] == "block"]
    if blocked:
        raise Blocked(_("The rule book does not let this be said."), blocked, may_insist=False)
    row.reply, row.replied_by, row.replied_at = text, by, clock.now()
    row.save(update_fields=["reply", "replied_by", "replied_at"])
    publish(ReviewReplied(row.pk), about=row, by=by)
    totals.push(row)
