"""What somebody means to buy: one cart per store, of a guest's session or of a customer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField

MAX_UNITS = 20
MAX_LINES = 40


class Cart(models.Model):
    store = models.ForeignKey("stores.Store", models.CASCADE, related_name="carts", verbose_name=_("store"))
    customer = models.ForeignKey(
        "accounts.Customer", models.CASCADE, null=True, blank=True, related_name="carts", verbose_name=_("customer")
    )
    session_key = models.CharField(_("session"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("begun"), default=clock.now)
    has_parcel = True  # False when whoever read it with its lines found only what is read here

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")
        constraints = [
            models.UniqueConstraint(fields=["store", "customer"], condition=Q(customer__isnull=False), name="one_cart_per_customer"),
            models.UniqueConstraint(fields=["store", "session_key"], condition=~Q(session_key=""), name="one_cart_per_session"),
            models.CheckConstraint(condition=Q(customer__isnull=False) ^ ~Q(session_key=""), name="cart_of_customer_or_session"),
        ]

    def __str__(self):
        return f"{self.store_id}/{self.customer_id or self.session_key[:6]}"


class CartLine(models.Model):
    """``seen_fen`` is the price the customer last saw, so that a change can be told."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines", verbose_name=_("cart"))
    sku = models.ForeignKey("catalog.Sku", models.CASCADE, related_name="+", verbose_name=_("SKU"))
    units = models.PositiveIntegerField(_("units"))
    seen_fen = FenField(_("price seen"), null=True, blank=True)
    added_at = models.DateTimeField(_("added"), default=clock.now)

    class Meta:
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "sku"], name="one_cart_line_per_sku"),
            models.CheckConstraint(condition=Q(units__gte=1, units__lte=MAX_UNITS), name="cart_units_in_range"),
        ]

    def __str__(self):
        return f"{self.sku_id} × {self.units}"
