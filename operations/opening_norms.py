"""What a store must have before it opens. Declared through ``norms``."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

PRODUCTS = declare("opening.products", 10, Unit.UNITS, _("Complete products a store opens with"), source="O3", low=1, high=1000)
LINKS = declare("opening.links", 80, Unit.UNITS, _("Links a check of a store opens at most"), source="O3", low=10, high=1000)
