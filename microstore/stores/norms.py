"""Numbers of stores that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

FIRST_WARNING = declare(
    "stores.paper_first", 30, Unit.DAYS, _("First warning before a licence or an authorisation ends"), source="G1", low=1, high=180
)
SECOND_WARNING = declare("stores.paper_second", 7, Unit.DAYS, _("Second warning before it ends"), source="G1", low=1, high=90)
LAST_WARNING = declare("stores.paper_last", 1, Unit.DAYS, _("Last warning before it ends"), source="G1", low=0, high=30)
PREVIEW = declare("stores.preview", 24, Unit.HOURS, _("Life of the link into a store that is not open yet"), source="O3", low=1, high=168)
