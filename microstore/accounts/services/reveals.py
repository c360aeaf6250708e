"""Personal data is shown masked; who must see more says why, and it is written down (PIPL art. 51; field table: 50 a day)."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from microstore.accounts.events import PersonalDataRevealed
from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.models import Event

MOST_A_DAY = 50


@transaction.atomic
def reveal(row, fields: list[str], *, by, reason: str) -> None:
    """Note that ``by`` looks at ``fields`` of ``row``. Refuses without a reason and beyond the day's number."""
    if len(reason.strip()) < 2:
        raise Refused(_("Please give a reason."))
    locked(get_user_model().objects.filter(pk=by.pk)).get()
    if seen_today(by) >= MOST_A_DAY:
        raise Refused(_("You have looked at personal data %(most)d times today. Ask your supervisor.") % {"most": MOST_A_DAY})
    publish(PersonalDataRevealed(row._meta.label_lower, list(fields)), about=row, by=by, reason=reason.strip())


def seen_today(user) -> int:
    start, end = day_bounds(clock.today())
    return Event.objects.filter(name=PersonalDataRevealed.name, by=user, at__gte=start, at__lt=end).count()
