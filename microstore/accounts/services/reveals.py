"""Personal data is shown masked; who must see more says why, and it is written down (PIPL art. 51; field table: 50 a day)."""

from django.contrib.auth import get_user_model
from django.db import transaction

from microstore.accounts.events import PersonalDataRevealed, RevealLimitReached
from microstore.accounts.norms import REVEALS
from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.models import Event
from microstore.core.sentences import gettext as _


@transaction.atomic
def reveal(row, fields: list[str], *, by, reason: str) -> None:
    """Note that ``by`` looks at ``fields`` of ``row``. Refuses without a reason and beyond the day's number.

    The look that uses the number up is told to the director, once a day for each person.
    """
    if len(reason.strip()) < 2:
        raise Refused(_("Please give a reason."))
    locked(get_user_model().objects.filter(pk=by.pk)).get()
    seen, most = seen_today(by), REVEALS.value
    if seen >= most:
        raise Refused(_("You have looked at personal data %(most)d times today. Ask your supervisor.") % {"most": most})
    publish(PersonalDataRevealed(row._meta.label_lower, list(fields)), about=row, by=by, reason=reason.strip())
    if seen + 1 >= most:
        _raise_alarm(by, seen + 1)


def seen_today(user) -> int:
    return _today(PersonalDataRevealed.name, by=user).count()


def left_today(user) -> int:
    return max(0, REVEALS.value - seen_today(user))


def _raise_alarm(by, looks: int) -> None:
    if not _today(RevealLimitReached.name, subject_type=by._meta.label_lower, subject_id=by.pk).exists():
        publish(RevealLimitReached(by.pk, str(clock.today()), looks), about=by, by=by)


def _today(name: str, **narrowed):
    start, end = day_bounds(clock.today())
    return Event.objects.filter(name=name, at__gte=start, at__lt=end, **narrowed)
