"""Facts of goods side by side."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.pricing import display
from catalog.storefront.facts import LABEL
from microstore.core.money import format_yuan


@dataclass(frozen=True)
class Row:
    label: str
    values: list[str]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def rows_of(listings) -> list[Row]:
    """Prices first, then what the label says; a row that nobody fills is left out."""
    if not listings:
        return []
    pages = [listing.product.live_revision for listing in listings]
    rows = [
        Row(_("Price"), [format_yuan(row.price_fen) for row in listings]),
        Row(_("Price per piece"), [str(display.unit_price_of(row.price_fen, row.spec) or "") for row in listings]),
        Row(_("Price per day"), [str(display.day_price_of(row.price_fen, row.sku) or "") if row.sku else "" for row in listings]),
        Row(_("Lasts for"), [_days(row.sku) for row in listings]),
        Row(_("In stock"), [_("yes") if row.in_stock else _("Sold out") for row in listings]),
        Row(_("Specification"), [row.spec for row in listings]),
        Row(_("Brand"), [row.brand.name if row.brand else "" for row in listings]),
        Row(_("Approval number"), [page.approval_number for page in pages]),
        Row(_("Health function"), [page.function_claim for page in pages]),
        Row(_("Suitable for"), [page.suitable_population for page in pages]),
        Row(_("Not suitable for"), [page.unsuitable_population for page in pages]),
        Row(_("Form"), [page.dosage_form for page in pages]),
        *(Row(str(label), [getattr(page, name) for page in pages]) for name, label in LABEL if name != "certificate_name"),
    ]
    return [row for row in rows if any(row.values)]


def _days(sku) -> str:
    days = sku.days_of_supply if sku else None
    return _("%(days)d days") % {"days": days} if days else ""
