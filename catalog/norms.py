"""Numbers of product management that people may change."""

from django.utils.translation import gettext_lazy as _

from catalog.imports import norms as imports  # noqa: F401  theirs, too
from catalog.pricing import norms as pricing  # noqa: F401  theirs, too
from catalog.selection import norms as selection  # noqa: F401  their numbers, declared there
from catalog.shelf import norms as shelf  # noqa: F401  theirs, too
from catalog.suppliers import norms as suppliers  # noqa: F401  theirs, too
from catalog.updates import norms as updates  # noqa: F401  theirs, too
from catalog.wishes import norms as wishes  # noqa: F401  theirs, too
from microstore.core import norms
from microstore.core.norms import Unit

TITLE_SHORTEST = norms.declare("listing.title_shortest", 4, Unit.TIMES, _("Fewest characters of a title"), source="L1", low=1, high=30)
TITLE_LONGEST = norms.declare("listing.title_longest", 60, Unit.TIMES, _("Most characters of a title"), source="L1", low=20, high=120)
PICTURES = norms.declare("listing.pictures", 3, Unit.TIMES, _("Pictures that a listed product needs"), source="L1, D5", low=1, high=12)
LICENCE_WARNING = norms.declare(
    "listing.licence_warning", 30, Unit.DAYS, _("Warn before a certificate ends"), source="HF-04", low=1, high=180
)
