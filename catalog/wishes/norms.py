"""Numbers of wishes that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

HISTORY = declare("wish.history", 100, Unit.TIMES, _("Products looked at that are remembered"), low=10, high=500)
FAVOURITES = declare("wish.favourites", 200, Unit.TIMES, _("Favourites of one customer"), low=20, high=1000)
NOTICE_DAYS = declare("wish.notice_days", 90, Unit.DAYS, _("A back-in-stock notice waits at most"), low=7, high=365)
HEAD_START = declare("wish.head_start", 24, Unit.HOURS, _("Units count as promised to whoever was told first for"), low=1, high=168)
