"""A bundle as it was sold: its lines are what is inside, and their goods add up to its price (decision 0030)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core.money import FenField


class OrderBundle(models.Model):
    """``units`` of one bundle of an order, with the page that the buyer saw."""

    order = models.ForeignKey("orders.Order", models.CASCADE, related_name="bundles", verbose_name=_("order"))
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="sold_bundles", verbose_name=_("bundle"))
    revision = models.ForeignKey("catalog.ProductRevision", models.PROTECT, related_name="+", verbose_name=_("page as sold"))
    sku_code = models.CharField(_("SKU code"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    spec = models.CharField(_("specification"), max_length=100, blank=True)
    units = models.PositiveIntegerField(_("units"))
    unit_fen = FenField(_("unit price"))
    goods_fen = FenField(_("goods"))

    class Meta:
        verbose_name = _("bundle of an order")
        verbose_name_plural = _("bundles of orders")
        ordering = ["order_id", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["order", "sku"], name="one_bundle_of_a_kind_in_order"),
            models.CheckConstraint(condition=Q(units__gte=1), name="order_bundle_units_positive"),
            models.CheckConstraint(condition=Q(goods_fen=F("unit_fen") * F("units")), name="order_bundle_goods_is_product"),
        ]

    def __str__(self):
        return f"{self.title} × {self.units}"
