"""Made-up values that fill the page of components. None of them is a record."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from microstore.core import charts, clock
from microstore.core.templatetags.ui import icon_names

TONES = [
    ("info", _("Waits for us")),
    ("warn", _("Waits for the customer")),
    ("move", _("Moving")),
    ("ok", _("Done")),
    ("stop", _("Stopped")),
    ("danger", _("Trouble")),
]
TAGS = ["", "brand", "info", "warn", "danger", "member", "solid"]
WEEK = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
STEPS = [
    (_("Placed"), "done", "11-19 20:14"),
    (_("Paid"), "done", "11-19 20:15"),
    (_("Reviewed"), "done", "20:19"),
    (_("Picked"), "now", "11-20 09:02"),
    (_("Shipped"), "next", ""),
    (_("Delivered"), "next", ""),
]


def clocks():
    """A deadline far off, near, close and past."""
    now = clock.now()
    return [(now + timedelta(hours=hours), 48 * 60) for hours in (40, 14, 3, -2)]


def drawings():
    """One of each kind of chart."""
    return {
        "line": charts.line(
            _("Payments rose after the morning post"),
            WEEK,
            [(_("This week"), [6, 8, 7, 9, 12, 16, 15]), (_("Last week"), [5, 7, 7, 8, 10, 13, 12])],
            unit="万",
        ),
        "bars": charts.bars(_("Friday sold most"), WEEK, [62, 71, 68, 80, 104, 97, 88]),
        "stacked": charts.stacked(
            _("The mini shop carries more than half"),
            WEEK,
            [(_("Mini shop"), [6, 7, 8, 6, 7, 8, 9]), (_("Own shop"), [3, 3, 3, 3, 3, 3, 3]), (_("Others"), [2, 3, 3, 2, 2, 2, 2])],
        ),
        "funnel": charts.funnel(
            _("Only every fourth viewer fills a cart"),
            [(_("Visitors"), 10786), (_("Saw a product"), 7334), (_("Cart"), 1942), (_("Ordered"), 796), (_("Paid"), 412)],
        ),
    }


def everything():
    return {
        "tones": TONES,
        "tags": TAGS,
        "steps": STEPS,
        "clocks": clocks(),
        "charts": drawings(),
        "spark": [3, 4, 4, 6, 5, 7, 9],
        "icons": sorted(icon_names()),
        "zones": ["green", "yellow", "red", "near", "lock"],
    }
