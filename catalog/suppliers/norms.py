"""Numbers of suppliers that people may change."""
from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

FIRST_WARNING = declare(
    "suppliers.licence_first", 30, Unit.DAYS, _("First warning before a supplier's licence ends"), source="P2", low=1, high=180)
SECOND_WARNING = declare(
    "suppliers.licence_second", 7, Unit.DAYS, _("Second warning before a supplier's licence ends"), source="P2", low=1, high=90)
LAST_WARNING = declare(
    "suppliers.licence_last", 1, Unit.DAYS, _("Last warning before a supplier's licence ends"), source="P2", low=0, high=30)
SCORE_DAYS = declare(
    "suppliers.score_days", 365, Unit.DAYS, _("Days that the score of a supplier looks back"), source="P2", low=30, high=1095)
SCORE_FLOOR = declare(
    "suppliers.score_floor", 60, Unit.PERCENT, _("Score below which a supplier is to be looked at"), source="P2", low=0, high=100)
