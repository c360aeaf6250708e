"""Numbers of stores that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

FIRST_WARNING = declare(
    "stores.paper_first", 30, Unit.DAYS, _("First warning before a licence or an authorisation ends"), source="G1", low=1, high=180
)
SECOND_WARNING = declare("stores.paper_second", 7, Unit.DAYS, _("Second warning before it ends"), source="G1", low=1, high=90)
LAST_WARNING = declare("stores.paper_last", 1, Unit.DAYS, _("Last warning before it ends"), source="G1", low=0, high=30)
PREVIEW = declare("stores.preview", 24, Unit.HOURS, _("Life of the link into a store that is not open yet"), source="O3", low=1, high=168)
RIGHTS_FIRST = declare(
    "assets.rights_first", 30, Unit.DAYS, _("First warning before the right to a picture ends"), source="D4", low=1, high=180
)
RIGHTS_SECOND = declare("assets.rights_second", 7, Unit.DAYS, _("Second warning before it ends"), source="D4", low=1, high=90)
RIGHTS_LAST = declare("assets.rights_last", 1, Unit.DAYS, _("Last warning before it ends"), source="D4", low=0, high=30)
HTML_WEIGHT = declare("pages.html_weight", 30, Unit.KILOBYTES, _("HTML of a page, at most"), source="D6", low=5, high=500)
PICTURE_WEIGHT = declare("pages.picture_weight", 200, Unit.KILOBYTES, _("Each picture of a page, at most"), source="D6", low=20, high=2000)
SERVER_TIME = declare("pages.server_time", 2000, Unit.MILLISECONDS, _("Time to draw a page, at most"), source="D6", low=50, high=10000)
