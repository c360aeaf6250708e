"""Numbers of imports that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

MOST_ROWS = norms.declare(
    "import.most_rows", 200_000, Unit.UNITS, _("Rows of one imported list, at most"), source="P4", low=1_000, high=1_000_000)
KEEP = norms.declare("import.keep_rows", 30, Unit.DAYS, _("Keep the rows of a list that was tried"), source="P4", low=1, high=365)
