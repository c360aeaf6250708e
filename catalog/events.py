"""News of product management."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("product.created")
@dataclass(frozen=True)
class ProductCreated:
    code: str
    label: ClassVar = _("Product created")


@news("product.unselected")
@dataclass(frozen=True)
class ProductUnselected:
    """Made without a selection; the reason and who answers for it stand with it."""
    code: str
    label: ClassVar = _("Taken into the range without a selection")


@news("product.edited")
@dataclass(frozen=True)
class ProductEdited:
    """A draft was written; the live copy stays as it is."""
    code: str
    revision: int
    fields: list
    label: ClassVar = _("Draft changed")


@news("product.submitted")
@dataclass(frozen=True)
class ProductSubmitted:
    code: str
    revision: int
    label: ClassVar = _("Submitted for review")


@news("product.approved")
@dataclass(frozen=True)
class ProductApproved:
    """A revision went live."""
    code: str
    revision: int
    label: ClassVar = _("Approved")


@news("product.sent_back")
@dataclass(frozen=True)
class ProductSentBack:
    code: str
    revision: int
    label: ClassVar = _("Sent back")


@news("product.listed")
@dataclass(frozen=True)
class ProductListed:
    code: str
    stores: list
    label: ClassVar = _("Listed in stores")


@news("product.unlisted")
@dataclass(frozen=True)
class ProductUnlisted:
    """Taken off the shelf of some stores; it may stand in others."""
    code: str
    stores: list
    label: ClassVar = _("Taken off the shelf")


@news("product.suspended")
@dataclass(frozen=True)
class ProductSuspended:
    code: str
    label: ClassVar = _("Suspended")


@news("product.resumed")
@dataclass(frozen=True)
class ProductResumed:
    code: str
    label: ClassVar = _("Resumed")


@news("product.delisted")
@dataclass(frozen=True)
class ProductDelisted:
    code: str
    why: str
    label: ClassVar = _("Delisted")


@news("product.retired")
@dataclass(frozen=True)
class ProductRetired:
    code: str
    label: ClassVar = _("Retired for good")


@news("price.set")
@dataclass(frozen=True)
class PriceSet:
    """``store`` is the store's code, or empty for the base price. ``valid_from`` in ISO format."""
    sku: str
    store: str
    amount_fen: int
    list_fen: int | None
    valid_from: str
    label: ClassVar = _("Price set")


@news("price.taken_back")
@dataclass(frozen=True)
class PriceTakenBack:
    """A planned price that never came to be; fields as in ``PriceSet``."""

    sku: str
    store: str
    amount_fen: int
    list_fen: int | None
    valid_from: str
    label: ClassVar = _("Planned price taken back")


@news("catalog.range_changed")
@dataclass(frozen=True)
class RangeChanged:
    """What an authorised store may sell; no category stands for everything. ``unlisted`` products left its shelf."""
    store: str
    categories: list
    unlisted: int
    label: ClassVar = _("Product range changed")


@news("product.check_settled")
@dataclass(frozen=True)
class ListingCheckSettled:
    product: str
    day: str
    label: ClassVar = _("Finding of the daily check settled")
