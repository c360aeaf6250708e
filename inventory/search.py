"""What the search of the back office finds here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inventory.models import Batch, Receipt
from microstore.core.pages import Hit, searchable
