"""What freight a parcel costs. Pure: rules in, fen out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microstore.core.errors import Refused


@dataclass(frozen=True)
class Tariff:
    """``provinces`` are the first two digits of region codes; empty means everywhere. ``free_from_fen`` None: never free."""

    name: str
    provinces: frozenset[str]
    fee_fen: int
    free_from_fen: int | None
    delivers: bool = True


# What applies until somebody writes FreightRule rows: free from ¥99, else ¥8; far provinces ¥18, free from ¥299;
# Hong Kong, Macao and Taiwan are not delivered to.
DEFAULTS = (
    Tariff(gettext_lazy("Not delivered to"), frozenset({"71", "81", "82"}), 0, None, delivers=False),
    Tariff(gettext_lazy("Far provinces"), frozenset({"15", "54", "62", "63", "64", "65"}), 1800, 29900),
    Tariff(gettext_lazy("Standard"), frozenset(), 800, 9900),
)


def tariff_for(region_code: str, tariffs: tuple[Tariff, ...]) -> Tariff:
    """The first tariff that fits the region. Refuses where nobody delivers."""
    for tariff in tariffs:
        if not tariff.provinces or region_code[:2] in tariff.provinces:
            if not tariff.delivers:
                break
            return tariff
    raise Refused(_("We do not deliver to this region. Please choose another address."))


def freight_fen(goods_fen: int, tariff: Tariff) -> int:
    if tariff.free_from_fen is not None and goods_fen >= tariff.free_from_fen:
        return 0
    return tariff.fee_fen


def missing_for_free_fen(goods_fen: int, tariff: Tariff) -> int:
    """How much more makes freight free; 0 when it is free already or never will be."""
    return max(0, (tariff.free_from_fen or 0) - goods_fen)
