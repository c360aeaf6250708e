"""What the shelf of the shop is told: the offers that count for a product now."""

from catalog.hooks import OfferNow, tells_offers
from marketing.engine import Rule
from marketing.services import live
from marketing.words import step_words, steps_words


@tells_offers
def offers_of(store_id: int, goods) -> tuple[OfferNow, ...]:
    return tuple(
        OfferNow(offer.name, tuple(_texts(offer)), offer.ends_at, not isinstance(offer, Rule))
        for offer in live.on_shelf(store_id)
        if offer.scope.fits(goods)
    )


def _texts(offer) -> list[str]:
    return steps_words(offer) if isinstance(offer, Rule) else [step_words(offer.threshold_fen, offer.amount_fen)]
