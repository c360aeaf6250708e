"""Numbers of imports that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

KEEP = norms.declare("import.keep_rows", 30, Unit.DAYS, _("Keep the rows of a list that was tried"), source="P4", low=1, high=365)
