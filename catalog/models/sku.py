"""Sku: one pack size of a product, the thing that is counted, priced and sold."""
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.supplier import may_supply
from microstore.compliance.goods import BUNDLES, LICENSED, NOT_SOLD
from microstore.core import clock
from microstore.core.money import FenField
from microstore.stores.models import Licence


class SkuQuerySet(models.QuerySet):
    def sellable(self, store):
        """SKUs a customer may put into the cart of ``store``: listed there, product on sale, certificate and
        supplier licence valid today, medicines covered by the store's drug licence, priced now; of a bundle everything inside.
        Whether any unit is left is asked of inventory."""
        from catalog.models.bundle import BundlePart

        parts = BundlePart.objects.filter(bundle=OuterRef("pk"))
        unfit = parts.exclude(Exists(Sku.objects.fit(store).filter(pk=OuterRef("component"), is_bundle=False)))
        single = Q(is_bundle=False) & ~Q(product__product_class__in=BUNDLES)
        return self.fit(store).filter(single | Q(Exists(parts), ~Exists(unfit), is_bundle=True))

    def fit(self, store):
        """What counts for each SKU by itself."""
        from catalog.models.listing import Listing
        from catalog.models.price import Price

        today, now = clock.today(), clock.now()
        listed = Listing.objects.filter(store=store, product=OuterRef("product"), is_on=True)
        priced = Price.objects.in_force(now).filter(Q(store=store) | Q(store=None), sku=OuterRef("pk"))
        return self.filter(
            Q(product__live_revision__certificate_until=None) | Q(product__live_revision__certificate_until__gte=today),
            may_supply(), _may_be_sold(store),
            Exists(listed), Exists(priced), is_active=True, product__state="listed",
        ).exclude(product__product_class__in=NOT_SOLD)


def _may_be_sold(store) -> Q:
    """Medicines and devices only where papers of the store cover them today (rules RX-01, MD-01)."""
    covered = Licence.objects.covering(OuterRef("product__product_class")).filter(store=store)
    return ~Q(product__product_class__in=LICENSED) | Q(Exists(covered))


class Sku(models.Model):
    """``in_stock`` is pushed here by inventory; nobody else writes it. A bundle (``is_bundle``) has parts instead of stock: its weight,
    cost and days follow from them."""
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="skus", verbose_name=_("product"))
    code = models.CharField(_("SKU"), max_length=40, unique=True)
    barcode = models.CharField(_("barcode"), max_length=14, blank=True, db_index=True)
    spec = models.CharField(_("specification"), max_length=80)
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    shelf_life_months = models.PositiveSmallIntegerField(_("shelf life in months"), default=24)
    units_of_use = models.PositiveIntegerField(_("pieces in the pack"), null=True, blank=True)
    intake_per_day = models.PositiveSmallIntegerField(_("pieces taken per day"), null=True, blank=True)
    cost_fen = FenField(_("cost"), null=True, blank=True)
    floor_fen = FenField(_("lowest price"), null=True, blank=True, help_text=_("Empty: by the least margin of the register."))
    in_stock = models.BooleanField(_("in stock"), default=False, editable=False)
    is_bundle = models.BooleanField(_("bundle"), default=False, db_default=False, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = SkuQuerySet.as_manager()

    class Meta:
        verbose_name = _("SKU")
        verbose_name_plural = _("SKUs")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["barcode"], condition=~Q(barcode=""), name="sku_barcode_once"),
            models.CheckConstraint(condition=Q(cost_fen=None) | Q(cost_fen__gte=0), name="sku_cost_not_negative"),
        ]

    def __str__(self):
        return f"{self.code} {self.spec}"

    @property
    def days_of_supply(self) -> int | None:
        """How many whole days the pack lasts at the amount on the label; a bundle, until the first thing in it is used up."""
        if self.is_bundle:
            days = [part.component.days_of(part.units) for part in self.parts.select_related("component")]
            return min(days) if days and all(days) else None
        return self.days_of(1)

    def days_of(self, packs: int) -> int | None:
        """How many whole days so many packs last."""
        pieces = (self.units_of_use or 0) * packs
        return pieces // self.intake_per_day or None if pieces and self.intake_per_day else None
