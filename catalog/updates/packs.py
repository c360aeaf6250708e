"""Old and new pack by batch, as inventory holds them: which one ships now, and how many units of the old one are left."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from catalog import hooks
from catalog.models import ProductUpdate
from catalog.updates.norms import SHOWN_FOR
from microstore.core import clock
from microstore.core.sentences import gettext as _

State = ProductUpdate.State


@dataclass(frozen=True)
class Packs:
    """The lots of an update, in the order in which they ship."""

    lots: tuple[tuple[hooks.LotNow, bool], ...]

    def _free(self, is_new: bool) -> int:
        return sum(lot.free for lot, new in self.lots if new == is_new)

    @property
    def old_free(self) -> int:
        return self._free(False)

    @property
    def new_free(self) -> int:
        return self._free(True)

    @property
    def old_unsellable(self) -> int:
        """Units of the old pack that lie there and cannot be promised: promised already, held, too old, not released."""
        return sum(lot.on_hand - lot.free for lot, is_new in self.lots if not is_new)

    @property
    def ships_new(self) -> bool:
        return self.new_free > 0 and self.old_free == 0


def of(update: ProductUpdate) -> Packs:
    """One query of inventory, besides the pack sizes of the product."""
    skus = [update.sku_id] if update.sku_id else [sku.pk for sku in update.product.skus.all() if sku.is_active]
    lots = sorted(hooks.lots_now(skus), key=lambda lot: (lot.expires_on, lot.number))
    return Packs(tuple((lot, lot.made_on >= update.made_from) for lot in lots))


def with_update(listings):
    """Listings with ``has_update``, so that a page asks no more unless there is one."""
    return listings.annotate(has_update=Exists(_told_of().filter(product=OuterRef("product"))))


def _told_of():
    fresh = Q(state=State.SHIPPED, ended_at__gte=clock.now() - timedelta(days=SHOWN_FOR.value))
    return ProductUpdate.objects.filter(Q(state=State.SELLING) | fresh)


def on_page(listing, batch) -> str:
    """What the product page says beside the batch that ships now, while an update runs and for the days of the norm after its end."""
    update = _told_of().filter(product=listing.product_id).first() if batch and listing.has_update else None
    if update is None or update.sku_id not in (None, listing.sku_id):
        return ""
    if batch.made_on >= update.made_from:
        return _("This batch comes in the new pack.")
    if update.state != State.SELLING:
        return ""
    if update.has_new_pictures(listing.product.live_revision):
        return _("This batch still comes in the earlier pack; the pictures show the new one.")
    return _("This batch comes in the pack shown here. A new pack follows when it is sold; keep it as a favourite and we tell you.")
