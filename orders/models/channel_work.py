"""What is to be read from channels and to be told to them: each row is due until it is done, so that nothing is lost by a crash."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceField
from orders.models.channel import Channel, ChannelScoped


class InboxItem(models.Model):
    """An order that the channel named, with the newest change it told of; due while what was read is older."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="inbox", verbose_name=_("channel"))
    external_id = models.CharField(_("order at the channel"), max_length=64)
    update_time = models.DateTimeField(_("last change named"))
    read_time = models.DateTimeField(_("change that was read"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("read next"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = SentenceField(_("error"), max_length=300, blank=True)

    objects = ChannelScoped.as_manager()

    class Meta:
        verbose_name = _("order to read")
        verbose_name_plural = _("orders to read")
        indexes = [models.Index(fields=["channel", "next_try_at"], condition=Q(next_try_at__isnull=False), name="inbox_due")]
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="inbox_once_per_order")]

    def __str__(self):
        return self.external_id


class PushHint(models.Model):
    """A push of the channel: only a hint, the order itself is read through the interface. The same message counts once."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="hints", verbose_name=_("channel"))
    message_id = models.CharField(_("message"), max_length=64)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    external_id = models.CharField(_("order at the channel"), max_length=64, blank=True)
    times = models.PositiveIntegerField(_("times received"), default=1)
    received_at = models.DateTimeField(_("received"), default=clock.now)

    objects = ChannelScoped.as_manager()

    class Meta:
        verbose_name = _("push of a channel")
        verbose_name_plural = _("pushes of channels")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["channel", "message_id"], name="push_counts_once")]

    def __str__(self):
        return self.message_id


class PushQuerySet(ChannelScoped):
    def due(self, now):
        return self.filter(next_try_at__lte=now)


class StockPush(models.Model):
    """The newest number of units that the channel shall offer; older wishes are overwritten, never queued."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="stock_pushes", verbose_name=_("channel"))
    sku = models.ForeignKey("catalog.Sku", models.CASCADE, related_name="+", verbose_name=_("SKU"))
    target = models.PositiveIntegerField(_("units to offer"))
    version = models.PositiveIntegerField(_("version"), default=1)
    pushed_version = models.PositiveIntegerField(_("version told"), default=0)
    pushed = models.PositiveIntegerField(_("units told"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("tell next"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = SentenceField(_("error"), max_length=300, blank=True)
    pushed_at = models.DateTimeField(_("told"), null=True, blank=True)

    objects = PushQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock told to a channel")
        verbose_name_plural = _("stock told to channels")
        indexes = [models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="stock_push_due")]
        constraints = [
            models.UniqueConstraint(fields=["channel", "sku"], name="one_stock_push_per_sku"),
            models.CheckConstraint(condition=Q(pushed_version__lte=F("version")), name="stock_push_versions_in_order"),
        ]

    def __str__(self):
        return f"{self.sku} → {self.target}"


class ShipPush(models.Model):
    """One waybill to be told to the channel, once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Told")
        FAILED = "failed", _("Failed")

    TONES = {State.WAITING: "info", State.DONE: "ok", State.FAILED: "danger"}

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="ship_pushes", verbose_name=_("channel"))
    channel_order = models.ForeignKey("orders.ChannelOrder", models.PROTECT, related_name="ship_pushes", verbose_name=_("channel order"))
    carrier = models.CharField(_("carrier"), max_length=40)
    waybill = models.CharField(_("waybill"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    next_try_at = models.DateTimeField(_("tell next"), null=True, blank=True, default=clock.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = SentenceField(_("error"), max_length=300, blank=True)
    pushed_at = models.DateTimeField(_("told"), null=True, blank=True)

    objects = PushQuerySet.as_manager()

    class Meta:
        verbose_name = _("waybill told to a channel")
        verbose_name_plural = _("waybills told to channels")
        ordering = ["-id"]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="ship_push_due")]
        constraints = [models.UniqueConstraint(fields=["channel_order", "waybill"], name="one_ship_push_per_waybill")]

    def __str__(self):
        return self.waybill
