"""Numbers of selection and market watching that people may change."""
from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

PRICE_AGE = declare(
    "selection.price_age", 60, Unit.DAYS, _("A competitor's price older than this no longer counts"), source="P6", low=7, high=365)
GAP_ALARM = declare(
    "selection.gap_alarm", 15, Unit.PERCENT, _("Alarm when our price lies this far above a competitor's"), source="L12", low=1, high=200)
SCORE_FLOOR = declare(
    "selection.score_floor", 3, Unit.TIMES,
    _("Points below which a criterion takes a proposal to the director"),
    source="P2", low=1, high=5)
MARGIN_FLOOR = declare(
    "selection.margin_floor", 30, Unit.PERCENT, _("Margin that a new product should bring"), source="P2", low=0, high=95)
OBSERVATIONS = declare(
    "selection.observations", 10, Unit.TIMES, _("Competitors' prices to be looked at every month"), source="P3", low=1, high=1000)
