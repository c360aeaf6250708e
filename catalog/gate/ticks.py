"""The two ticks before a page goes live: product confirms the data, marketing the copy (duty D2). Two different people."""
from django.db import transaction

from catalog.gate.events import CopyConfirmed, DataConfirmed
from catalog.models import ProductRevision
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

DATA, COPY = "data", "copy"
# what marketing answers for; everything else on the page is data
COPY_FIELDS = frozenset({"title", "subtitle", "description", "pictures"})
NEWS = {DATA: DataConfirmed, COPY: CopyConfirmed}
RIGHTS = {DATA: "catalog.confirm_data", COPY: "catalog.confirm_copy"}


@transaction.atomic
def confirm(product, part: str, *, by, reason: str = "") -> ProductRevision:
    """Tick the data or the copy of the open revision. Refuses the person of the other tick, and a tick that stands."""
    product.lock()
    revision = product.pending_revision
    if revision is None or revision.state == ProductRevision.State.SCHEDULED:
        raise Refused(_("There is no draft to confirm."))
    if getattr(revision, f"{part}_by_id") is not None:
        raise Refused(_("This is confirmed already."))
    if getattr(revision, f"{COPY if part == DATA else DATA}_by_id") == by.pk:
        raise Refused(_("Data and copy are confirmed by two different people."))
    _write(revision, part, by, clock.now())
    publish(NEWS[part](product.code, revision.number), about=product, by=by, reason=reason)
    return revision


def _write(revision, part: str, by, at) -> None:
    setattr(revision, f"{part}_by", by)
    setattr(revision, f"{part}_at", at)
    revision.save(update_fields=[f"{part}_by", f"{part}_at"])


def take_back(revision, changed) -> None:
    """An edit takes back the tick over what it changed (unsaved)."""
    touched = {COPY if name in COPY_FIELDS else DATA for name in changed}
    for part in touched:
        setattr(revision, f"{part}_by", None)
        setattr(revision, f"{part}_at", None)


def require_both(revision) -> None:
    """Refuse what only one department stands for."""
    lacking = [word for word, person in ((_("the data"), revision.data_by_id), (_("the copy"), revision.copy_by_id)) if person is None]
    if lacking:
        raise Refused(_("Not confirmed yet: %(parts)s. Product confirms the data, marketing the copy.") % {"parts": ", ".join(lacking)})
