"""Price: what a SKU costs from when to when, where and for whom."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core.money import FenField

SCOPE = ("sku", "store", "channel", "tier", "from_units")
"""What tells one timeline of prices from another."""


class PriceQuerySet(models.QuerySet):
    def in_force(self, at):
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=at), valid_from__lte=at)

    def of_place(self, store_ids, *, tier="", channel=""):
        """What may count in these stores for a buyer of this tier by this channel; empty names stand for everybody."""
        place = Q(store__in=list(store_ids)) | Q(store=None)
        return self.filter(place, tier__in={"", tier}, channel__in={"", channel})


class Price(models.Model):
    """Never changed but for its end: the rows of a SKU are its price history (state C11, rule PR-12).

    Rows of one scope (``SCOPE``) follow one another and never overlap; which scope counts is decided in ``pricing.deciding``.
    A dated price ends the one before it and is followed by a row that goes on with the price from before (``goes_on_after``)."""

    class Kind(models.TextChoices):
        BASE = "base", _("Base price")
        STORE = "store", _("Store price")
        CHANNEL = "channel", _("Channel price")
        TIER = "tier", _("Member price")
        QUANTITY = "quantity", _("Quantity price")
        DATED = "dated", _("Price for a time")

    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="prices", verbose_name=_("SKU"))
    store = models.ForeignKey("stores.Store", models.PROTECT, null=True, blank=True, related_name="prices", verbose_name=_("store"))
    channel = models.CharField(_("channel"), max_length=20, blank=True, default="", db_default="")
    tier = models.CharField(_("member tier"), max_length=20, blank=True, default="", db_default="")
    from_units = models.PositiveSmallIntegerField(_("from this many units"), default=1, db_default=1)
    is_dated = models.BooleanField(_("for a time"), default=False, db_default=False)
    amount_fen = FenField(_("price"))
    list_fen = FenField(_("list price"), null=True, blank=True, help_text=_("Of old rows; never shown as a struck price."))
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("set by"))
    set_at = models.DateTimeField(_("set at"))
    is_shown = models.BooleanField(_("on the cards"), default=False, editable=False)
    is_end_shown = models.BooleanField(_("its end is on the cards"), default=True, db_default=True, editable=False)
    change = models.ForeignKey(
        "catalog.PriceChange", models.PROTECT, null=True, blank=True, related_name="prices", verbose_name=_("price change"))
    goes_on_after = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name=_("goes on after"))

    objects = PriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering = ["-valid_from", "-id"]
        indexes = [
            models.Index(fields=["sku", "store", "-valid_from"], name="price_history"),
            models.Index(fields=["valid_from"], condition=Q(is_shown=False), name="price_not_yet_shown"),
            models.Index(fields=["valid_until"], condition=Q(is_end_shown=False), name="price_end_not_yet_shown"),
            models.Index(fields=["-valid_from", "-id"], name="price_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="price_positive"),
            models.CheckConstraint(condition=Q(list_fen=None) | Q(list_fen__gte=F("amount_fen")), name="list_price_not_below_price"),
            models.CheckConstraint(condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="price_ends_after_start"),
            models.CheckConstraint(condition=Q(from_units__gte=1), name="price_from_one_unit"),
            models.CheckConstraint(condition=Q(is_dated=False) | ~Q(valid_until=None), name="dated_price_ends"),
            models.UniqueConstraint(
                fields=SCOPE, condition=Q(valid_until=None), nulls_distinct=False, name="one_open_price_per_scope"),
        ]
        permissions = [
            ("set_price", _("Can set prices")),
            ("approve_price", _("Can approve price changes as product manager")),
            ("approve_price_cost", _("Can approve price changes for finance")),
            ("approve_price_floor", _("Can approve price changes as director")),
            ("set_floor", _("Can set the lowest price of a SKU")),
        ]

    def __str__(self):
        return f"{self.sku_id}: {self.amount_fen}"

    def is_in_force(self, at) -> bool:
        return self.valid_from <= at and (self.valid_until is None or self.valid_until > at)

    @property
    def kind(self) -> str:
        """The word for it, by the narrowest thing that tells it from the base price."""
        kinds = self.Kind
        if self.is_dated:
            return kinds.DATED
        if self.from_units > 1:
            return kinds.QUANTITY
        if self.tier:
            return kinds.TIER
        if self.channel:
            return kinds.CHANNEL
        return kinds.STORE if self.store_id else kinds.BASE

    @property
    def kind_label(self) -> str:
        return self.Kind(self.kind).label
