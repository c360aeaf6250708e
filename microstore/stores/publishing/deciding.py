"""Tick, submit, approve, wait for the moment. Nobody approves what they submitted; data and copy are two people's (duty D2)."""

from datetime import datetime

from django.db import transaction

from microstore.core import approvals, clock
from microstore.core.errors import Changed, Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from microstore.core.models import Approval
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging
from microstore.stores.models import Page, PageRevision
from microstore.stores.publishing.events import PageCopyConfirmed, PageDataConfirmed, PageReturned, PageScheduled, PageSubmitted
from microstore.stores.services import pages

DATA, COPY = "data", "copy"
RIGHTS = {DATA: "stores.confirm_page_data", COPY: "stores.confirm_page_copy"}
NEWS = {DATA: PageDataConfirmed, COPY: PageCopyConfirmed}
State = PageRevision.State


@transaction.atomic
def tick(page: Page, part: str, *, seen: int, by) -> PageRevision:
    """Stand for the data or the copy of the draft as it was seen. Refuses the person of the other tick, and a tick that stands."""
    draft = _pending(page, seen)
    if getattr(draft, f"{part}_by_id") is not None:
        raise Refused(_("This is confirmed already."))
    if getattr(draft, f"{COPY if part == DATA else DATA}_by_id") == by.pk:
        raise Refused(_("Data and copy are confirmed by two different people."))
    setattr(draft, f"{part}_by", by)
    setattr(draft, f"{part}_at", clock.now())
    draft.save(update_fields=[f"{part}_by", f"{part}_at"])
    publish(NEWS[part](page.pk, draft.number), about=page, by=by)
    return draft


@transaction.atomic
def submit(page: Page, *, seen: int, by, reason: str, publish_at: datetime | None = None) -> Approval:
    """Ask somebody else to approve the draft, at once or for a moment. Refuses what the law, the licences or the rights forbid."""
    draft = _pending(page, seen)
    if draft.state != State.DRAFT:
        raise Refused(_("This draft is being decided already."))
    if publish_at is not None and publish_at <= clock.now():
        raise Refused(_("The moment is past. Leave it empty to publish with the approval."))
    pages.require_fit(page, draft.blocks, reason)
    draft.state, draft.publish_at = State.IN_REVIEW, publish_at
    draft.save(update_fields=["state", "publish_at"])
    publish(PageSubmitted(page.pk, draft.number, _iso(publish_at)), about=page, by=by, reason=reason)
    return approvals.ask("page.publish", subject=draft, reason=reason, by=by, store_id=page.store_id)


@transaction.atomic
def approve(draft: PageRevision, *, by, reason: str) -> PageRevision:
    """What the approval does: live now, or at its moment. Refuses without both ticks."""
    page = locked(Page.objects.filter(pk=draft.page_id)).select_related("store").get()
    draft.refresh_from_db()
    if draft.state != State.IN_REVIEW:
        raise Refused(_("This draft is not waiting for a decision any more."))
    _require_ticks(draft)
    pages.require_fit(page, draft.blocks, reason)
    if draft.publish_at is not None and draft.publish_at > clock.now():
        draft.state, draft.published_by = State.SCHEDULED, by
        draft.save(update_fields=["state", "published_by"])
        publish(PageScheduled(page.pk, draft.number, _iso(draft.publish_at)), about=page, by=by, reason=reason)
    else:
        pages.put_live(page, draft, by, reason)
    return draft


@transaction.atomic
def give_back(draft: PageRevision, *, by, reason: str) -> None:
    """Declined, taken back or stopped: a draft again, with the ticks it has."""
    page = locked(Page.objects.filter(pk=draft.page_id)).get()
    draft.refresh_from_db()
    if draft.state not in (State.IN_REVIEW, State.SCHEDULED):
        return
    draft.state, draft.publish_at, draft.published_by = State.DRAFT, None, None
    draft.save(update_fields=["state", "publish_at", "published_by"])
    publish(PageReturned(page.pk, draft.number), about=page, by=by, reason=reason)


@transaction.atomic
def take_back(page: Page, *, by, reason: str) -> None:
    """Whoever works on the page takes it back before it is live. A request that waits is withdrawn with it."""
    draft = page.draft
    if draft is None or draft.state == State.DRAFT:
        raise Refused(_("Nothing of this page waits for a decision or its moment."))
    waiting = approvals.waiting_about(draft)
    if waiting is not None and waiting.asked_by_id == by.pk:
        approvals.withdraw(waiting, by=by)
        return
    if waiting is not None:
        raise Refused(_("%(person)s asked for the decision and can take it back.") % {"person": waiting.asked_by})
    give_back(draft, by=by, reason=reason)


def publish_due() -> int:
    """Every minute: what was approved for this moment goes live. Returns how many pages did."""
    due = PageRevision.objects.filter(state=State.SCHEDULED, publish_at__lte=clock.now()).order_by("publish_at", "pk")
    return sum(_publish_one(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _publish_one(revision_id: int) -> bool:
    """Read once more by what holds now; what is forbidden by now becomes a draft again and its people are told."""
    page = locked(Page.objects.filter(revisions=revision_id)).select_related("store").first()
    draft = PageRevision.objects.filter(pk=revision_id, state=State.SCHEDULED, publish_at__lte=clock.now()).first()
    if page is None or draft is None:
        return False
    reason = _("As approved for this moment")
    try:
        pages.require_fit(page, draft.blocks, reason)
    except Refused as refusal:
        _stop(page, draft, str(refusal))
        return False
    fault_point("pages.publish_due.before_commit")
    pages.put_live(page, draft, draft.published_by, reason)
    return True


def _stop(page: Page, draft: PageRevision, why: str) -> None:
    people = {person.pk: person for person in (draft.edited_by, draft.published_by) if person is not None}
    give_back(draft, by=None, reason=why)
    for person in people.values():
        key = f"pages.stopped:{draft.pk}:{draft.edits}:{person.pk}"
        context = {"page": str(page), "why": why, "id": page.pk}
        messaging.send("pages.stopped", to=person, context=context, key=key, channels=("inbox",))


def _pending(page: Page, seen: int) -> PageRevision:
    """The draft under the page's lock; Changed when it is not the one the person looked at."""
    locked(Page.objects.filter(pk=page.pk)).get()
    draft = page.draft
    if draft is None or draft.state == State.SCHEDULED:
        raise Refused(_("There is no draft to confirm."))
    if draft.edits != seen:
        person = draft.edited_by or _("Somebody")
        raise Changed(_("%(person)s changed this draft meanwhile. Look at it again before you go on.") % {"person": person})
    return draft


def _require_ticks(draft: PageRevision) -> None:
    lacking = [word for word, person in ((_("the data"), draft.data_by_id), (_("the copy"), draft.copy_by_id)) if person is None]
    if lacking:
        raise Refused(_("Not confirmed yet: %(parts)s. Product confirms the data, marketing the copy.") % {"parts": ", ".join(lacking)})


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
