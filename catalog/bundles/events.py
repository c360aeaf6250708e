"""News of bundles."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("bundle.filled")
@dataclass(frozen=True)
class BundleFilled:
    """``parts``: [SKU, units] each."""
    code: str
    sku_code: str
    parts: list
    label: ClassVar = _("Contents of the bundle set")
