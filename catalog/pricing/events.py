"""News of price changes (state C11). Single prices tell ``price.set`` and ``price.taken_back`` in ``catalog.events``."""
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("price_change.asked")
@dataclass(frozen=True)
class ChangeAsked:
    """``needs``: posts that must agree."""
    number: str
    prices: int
    needs: list
    label: ClassVar = _("Price change asked for")


@news("price_change.agreed")
@dataclass(frozen=True)
class ChangeAgreed:
    """One of several posts said yes."""
    number: str
    post: str
    label: ClassVar = _("Agreed by one post")


@news("price_change.approved")
@dataclass(frozen=True)
class ChangeApproved:
    number: str
    label: ClassVar = _("Price change approved")


@news("price_change.scheduled")
@dataclass(frozen=True)
class ChangeScheduled:
    number: str
    starts_at: str
    label: ClassVar = _("Price change scheduled")


@news("price_change.effective")
@dataclass(frozen=True)
class ChangeEffective:
    number: str
    prices: int
    label: ClassVar = _("Price change in force")


@news("price_change.superseded")
@dataclass(frozen=True)
class ChangeSuperseded:
    number: str
    label: ClassVar = _("Price change superseded")


@news("price_change.declined")
@dataclass(frozen=True)
class ChangeDeclined:
    number: str
    label: ClassVar = _("Price change declined")


@news("price_change.taken_back")
@dataclass(frozen=True)
class ChangeTakenBack:
    number: str
    label: ClassVar = _("Price change taken back")


@news("price.ended")
@dataclass(frozen=True)
class PriceEnded:
    """A narrower price ended before its time; the wider one counts again."""
    sku: str
    store: str
    amount_fen: int
    label: ClassVar = _("Price ended")


@news("price_change.again")
@dataclass(frozen=True)
class AgainAsked:
    """Prices for a time that ended within the days of the norm begin anew; whoever asked said they are not called the last."""
    number: str
    skus: list
    label: ClassVar = _("The same price for a time again, not announced as the last")


@news("price.floor_set")
@dataclass(frozen=True)
class FloorSet:
    sku: str
    before_fen: int | None
    floor_fen: int | None
    label: ClassVar = _("Lowest price set")


@news("price.suggested")
@dataclass(frozen=True)
class SuggestedSet:
    """``amount_fen`` is None when the suggestion ended."""
    sku: str
    amount_fen: int | None
    label: ClassVar = _("Suggested retail price documented")


@news("price.cards_mended")
@dataclass(frozen=True)
class CardsMended:
    """The nightly look found a card with another price than the one that counts."""
    product: str
    stores: list
    label: ClassVar = _("Card mended: it showed another price")


@news("page.block_paused")
@dataclass(frozen=True)
class BlockPaused:
    """A block named another price than the one that counts, or led to goods off the shelf; customers do not see it until it is right."""
    block: str
    words: str
    label: ClassVar = _("Block hidden: another price, or goods off the shelf")


@news("page.block_shown_again")
@dataclass(frozen=True)
class BlockShownAgain:
    block: str
    label: ClassVar = _("Block shown again: what it says is right")
