"""Listing: a product on the shelf of one store, with everything its card shows."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core.money import FenField
from microstore.stores.scope import StoreScoped

ON_SALE = Q(is_on=True, price_fen__isnull=False)


class ListingQuerySet(StoreScoped, models.QuerySet):
    def on_sale(self, store):
        """What customers of ``store`` see. Unpriced goods are never shown."""
        return self.filter(store=store, is_on=True, price_fen__isnull=False)


class Listing(models.Model):
    """The card fields are copies, rewritten by ``services.cards`` in the transaction of the change, so that
    a list page is one query of one table."""
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="listings", db_index=False, verbose_name=_("store"))
    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="listings", verbose_name=_("product"))
    is_on = models.BooleanField(_("on the shelf"), default=False)
    is_paused = models.BooleanField(_("paused with its product"), default=False, editable=False)
    listed_at = models.DateTimeField(_("listed"), null=True)
    delisted_at = models.DateTimeField(_("delisted"), null=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    slug = models.SlugField(max_length=120, editable=False, default="")
    title = models.CharField(max_length=120, editable=False, default="")
    subtitle = models.CharField(max_length=120, editable=False, default="")
    spec = models.CharField(max_length=80, editable=False, default="")
    approval_number = models.CharField(max_length=40, editable=False, default="")
    function_claim = models.CharField(max_length=200, editable=False, default="")
    is_claim_verified = models.BooleanField(editable=False, default=False)
    product_class = models.CharField(max_length=20, editable=False, default="")
    dosage_form = models.CharField(max_length=20, editable=False, default="")
    traits = ArrayField(
        models.CharField(max_length=80), default=list, db_default=[], editable=False, help_text="What facets count, as facet:value.")
    picture = models.CharField(max_length=300, editable=False, default="")
    pinyin = models.CharField(max_length=200, editable=False, default="")
    category = models.ForeignKey("catalog.Category", models.PROTECT, null=True, related_name="+", editable=False)
    brand = models.ForeignKey("catalog.Brand", models.PROTECT, null=True, related_name="+", editable=False)
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, null=True, related_name="+", editable=False)
    sku_count = models.PositiveSmallIntegerField(editable=False, default=0)
    price_fen = FenField(null=True, editable=False)
    list_fen = FenField(null=True, editable=False, help_text="The price that may be shown struck through (rule PR-03).")
    list_basis = models.CharField(max_length=10, editable=False, default="", db_default="", help_text="deals, last or msrp")
    in_stock = models.BooleanField(editable=False, default=False)
    stars = ArrayField(
        models.PositiveIntegerField(), default=list, db_default=[], editable=False, help_text="Published reviews with 1, 2, 3, 4, 5 stars.")
    version = models.PositiveIntegerField(editable=False, default=0, help_text="Grows with every change; keys what is cached of it.")

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["store", "product"], name="product_listed_once_per_store")]
        indexes = [  # one for each order of the shop, with and without a category: a page far down costs what the first one costs
            models.Index(fields=["store", "-in_stock", "position", "id"], condition=ON_SALE, name="listing_order"),
            models.Index(fields=["store", "-in_stock", "price_fen", "id"], condition=ON_SALE, name="listing_order_price"),
            models.Index(fields=["store", "-listed_at", "-id"], condition=ON_SALE, name="listing_order_new"),
            models.Index(fields=["store", "category", "-in_stock", "position", "id"], condition=ON_SALE, name="listing_shelf_order"),
            models.Index(fields=["store", "category", "-in_stock", "price_fen", "id"], condition=ON_SALE, name="listing_shelf_price"),
            models.Index(fields=["store", "category", "-listed_at", "-id"], condition=ON_SALE, name="listing_shelf_new"),
            # which of the products that search found stand on a shelf, without a look at their cards
            models.Index(fields=["store", "product"], include=["id"], condition=ON_SALE, name="listing_on_shelf"),
        ]

    def __str__(self):
        return f"{self.title} · {self.store_id}"

    @property
    def review_count(self) -> int:
        return sum(self.stars)

    @property
    def rating(self) -> str:
        """The average of all stars with one decimal, a half rounded up; empty without reviews. Computed, never typed (rule EC-13)."""
        count = self.review_count
        tenths = (sum(star * many for star, many in enumerate(self.stars, 1)) * 20 + count) // (2 * count) if count else 0
        return f"{tenths // 10}.{tenths % 10}" if count else ""
