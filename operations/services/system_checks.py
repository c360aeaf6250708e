"""Look at everything, keep what was seen, tell what is broken; and the maintainer's signature under the day (duty O8)."""

from django.db import transaction

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from operations import system
from operations.events import SystemChecked, SystemCheckSigned
from operations.models import CheckRound, SystemCheck
from operations.system import Point

V = SystemCheck.Verdict


def run(*, by=None, only: list[Point] | None = None) -> CheckRound:
    """Look first, outside any transaction, then keep the round. ``only`` leaves other points out."""
    seen = [system.look_at(point) for point in (only if only is not None else system.points.values())]
    return keep(seen, by=by)


@transaction.atomic
def keep(seen: list[SystemCheck], *, by=None) -> CheckRound:
    """Write a round and its news."""
    round = CheckRound.objects.create(at=clock.now())
    for check in seen:
        check.round = round
    SystemCheck.objects.bulk_create(seen)
    named = {verdict: [check.code for check in seen if check.verdict == verdict] for verdict in (V.DOUBTFUL, V.BAD)}
    publish(SystemChecked(round.pk, named[V.DOUBTFUL], named[V.BAD]), about=round, by=by)
    return round


@transaction.atomic
def sign(round: CheckRound, *, by, note: str = "") -> None:
    """Once per round. What is broken or doubtful needs a word."""
    round = locked(CheckRound.objects.filter(pk=round.pk)).get()
    if round.signed_at:
        raise Refused(_("This round has been signed already."))
    if not note.strip() and round.checks.exclude(verdict=V.GOOD).exists():
        raise Refused(_("Please write what you do about what was found."))
    round.signed_by, round.signed_at, round.note = by, clock.now(), note.strip()[:500]
    round.save(update_fields=["signed_by", "signed_at", "note"])
    publish(SystemCheckSigned(round.pk), about=round, by=by, reason=round.note)
