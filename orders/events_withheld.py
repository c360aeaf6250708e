"""News of orders whose goods may not be sold any more."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("order.withdrawn")
@dataclass(frozen=True)
class OrderWithdrawn:
    """Not paid yet, and cancelled with it. ``why`` is what the customer is told."""

    number: str
    why: str
    label: ClassVar = _("Goods may not be sold any more")
