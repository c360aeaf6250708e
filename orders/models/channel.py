"""Where else we sell: shops on other platforms, how far we have read them, and which of their goods are ours (feature D7)."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.stores.scope import StoreScoped


def new_token() -> str:
    return secrets.token_urlsafe(24)


class ChannelQuerySet(StoreScoped, models.QuerySet):
    def live(self):
        """Those that are read and written through their interface."""
        return self.filter(is_on=True, kind=Channel.Kind.WEIDIAN)


class Channel(models.Model):
    """One shop on one platform. Its keys stand in the settings, never here; ``hook_token`` is the unguessable part of its push address."""

    class Kind(models.TextChoices):
        WEIDIAN = "weidian", _("Weidian, by interface")
        FILE = "file", _("Order lists as files")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.WEIDIAN)
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="channels", verbose_name=_("store"))
    customer = models.OneToOneField("accounts.Customer", models.PROTECT, related_name="channel", verbose_name=_("stands for its buyers"))
    share_percent = models.PositiveSmallIntegerField(_("share of the stock, per cent"), default=50)
    buffer_units = models.PositiveIntegerField(_("units kept back"), default=2)
    is_on = models.BooleanField(_("on"), default=True)
    stops_sale = models.BooleanField(_("offers nothing for now"), default=False)
    hook_token = models.CharField(_("push address"), max_length=40, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["code"]
        permissions = [
            ("work_channel", _("Can work the exceptions of channels")),
            ("map_channel", _("Can map the goods of channels")),
            ("import_channel", _("Can import order lists of channels")),
        ]
        constraints = [models.CheckConstraint(condition=Q(share_percent__lte=100), name="channel_share_at_most_all")]

    def __str__(self):
        return self.name


class ChannelScoped(StoreScoped, models.QuerySet):
    store_path = "channel__store"


class SyncCursor(models.Model):
    """All changes up to ``synced_until`` are in our books. It moves only after every page of a window was stored."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="cursors", verbose_name=_("channel"))
    resource = models.CharField(_("resource"), max_length=20, default="orders")
    synced_until = models.DateTimeField(_("read up to"))
    last_pull_at = models.DateTimeField(_("last pull"), null=True, blank=True)
    last_good_at = models.DateTimeField(_("last pull without failure"), null=True, blank=True)
    last_seen = models.PositiveIntegerField(_("orders seen in the last pull"), default=0)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)

    objects = ChannelScoped.as_manager()

    class Meta:
        verbose_name = _("place in a channel")
        verbose_name_plural = _("places in channels")
        constraints = [models.UniqueConstraint(fields=["channel", "resource"], name="one_cursor_per_resource")]

    def __str__(self):
        return f"{self.channel} {self.resource}"


class SkuMappingQuerySet(ChannelScoped):
    def missing(self):
        return self.filter(sku=None)


class SkuMapping(models.Model):
    """What a channel sells under ``external_sku`` is our SKU; without one, orders that hold it wait."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="mappings", verbose_name=_("channel"))
    external_item = models.CharField(_("item at the channel"), max_length=64, blank=True)
    external_sku = models.CharField(_("SKU at the channel"), max_length=96)
    merchant_code = models.CharField(_("merchant code"), max_length=64, blank=True)
    title = models.CharField(_("title at the channel"), max_length=200, blank=True)
    sku = models.ForeignKey(
        "catalog.Sku", models.PROTECT, null=True, blank=True, related_name="channel_mappings", verbose_name=_("our SKU")
    )
    is_automatic = models.BooleanField(_("found by merchant code"), default=False)
    mapped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mapped by")
    )
    mapped_at = models.DateTimeField(_("mapped"), null=True, blank=True)
    seen_at = models.DateTimeField(_("first seen"), default=clock.now)

    objects = SkuMappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mapping of a channel's SKU")
        verbose_name_plural = _("mappings of channels' SKUs")
        ordering = ["-id"]
        indexes = [models.Index(fields=["channel"], condition=Q(sku=None), name="mapping_missing")]
        constraints = [models.UniqueConstraint(fields=["channel", "external_sku"], name="one_mapping_per_channel_sku")]

    def __str__(self):
        return self.title or self.external_sku


class Reconciliation(models.Model):
    """Paid orders of one day: what the channel counts and what we have. ``differences`` names each order that differs and how."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="reconciliations", verbose_name=_("channel"))
    day = models.DateField(_("day"))
    theirs_count = models.PositiveIntegerField(_("orders at the channel"), default=0)
    theirs_fen = FenField(_("amount at the channel"), default=0)
    ours_count = models.PositiveIntegerField(_("orders here"), default=0)
    ours_fen = FenField(_("amount here"), default=0)
    differences = models.JSONField(_("differences"), default=list)
    checked_at = models.DateTimeField(_("compared"), default=clock.now)

    objects = ChannelScoped.as_manager()

    class Meta:
        verbose_name = _("comparison with a channel")
        verbose_name_plural = _("comparisons with channels")
        ordering = ["-day", "channel"]
        constraints = [models.UniqueConstraint(fields=["channel", "day"], name="one_comparison_per_day")]

    def __str__(self):
        return f"{self.channel} {self.day:%Y-%m-%d}"

    @property
    def is_equal(self) -> bool:
        return not self.differences and (self.theirs_count, self.theirs_fen) == (self.ours_count, self.ours_fen)
