"""Orders that buyers placed on another platform (state C15)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.sentences import SentenceField
from microstore.core.states import Flow, Move, Moves
from orders.models.channel import Channel, ChannelScoped


class Platform(models.TextChoices):
    """How an order stands on its platform, in words that all platforms share."""

    TO_PAY = "to_pay", _("To be paid")
    PAID_HOLD = "paid_hold", _("Paid, not yet to ship")
    TO_SHIP = "to_ship", _("To ship")
    PARTLY_SHIPPED = "partly_shipped", _("Partly shipped")
    SHIPPED = "shipped", _("Shipped")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    UNKNOWN = "unknown", _("Unknown")


class PlatformRefund(models.TextChoices):
    NONE = "none", _("None")
    ASKED = "asked", _("Buyer asks for a refund")
    DONE = "done", _("Refunded")
    REFUSED = "refused", _("Refund refused")


class Trouble(models.TextChoices):
    """Why a person has to look."""

    UNMAPPED = "unmapped", _("Goods not mapped")
    OVERSOLD = "oversold", _("Not enough stock")
    ADDRESS = "address", _("Address not understood")
    AMOUNT = "amount", _("Amounts do not add up")
    STATUS = "status", _("Unknown state at the channel")
    REFUND = "refund", _("Refund wanted after packing")
    CHANGED = "changed", _("Changed after it was packed")
    CANCELLED_HERE = "cancelled_here", _("Cancelled here, open there")
    OTHER_WAYBILL = "other_waybill", _("Another waybill at the channel")
    CARRIER = "carrier", _("Carrier unknown to the channel")
    BROKEN = "broken", _("Could not be read")


class ChannelOrderQuerySet(ChannelScoped):
    def troubled(self):
        return self.exclude(trouble="")

    def waiting(self):
        """To ship at the channel and not yet an order of ours."""
        open_states = (ChannelOrder.State.PULLED, ChannelOrder.State.MAPPED, ChannelOrder.State.EXCEPTION)
        return self.filter(state__in=open_states, platform=Platform.TO_SHIP)


class ChannelOrder(Moves, models.Model):
    """One order of a channel, once. ``raw`` is what the platform said, people masked; ``receiver`` is kept only until ``order`` is made."""

    class State(models.TextChoices):
        PULLED = "pulled", _("Pulled")
        MAPPED = "mapped", _("Goods known")
        EXCEPTION = "exception", _("Needs a person")
        IMPORTED = "imported", _("Order made")
        SHIPPED_LOCAL = "shipped_local", _("Shipped here")
        TRACKING_PUSHED = "tracking_pushed", _("Waybill told")
        SETTLED = "settled", _("Settled")
        CLOSED = "closed", _("Closed")
        IGNORED = "ignored", _("Left out")

    S = State
    flow = Flow(
        "state",
        map=Move((S.PULLED, S.EXCEPTION), S.MAPPED, label=_("Map")),
        doubt=Move((S.PULLED, S.MAPPED, S.EXCEPTION), S.EXCEPTION, label=_("Set aside")),
        make=Move((S.MAPPED,), S.IMPORTED, label=_("Make the order")),
        ship=Move((S.IMPORTED,), S.SHIPPED_LOCAL, label=_("Ship")),
        push_tracking=Move((S.SHIPPED_LOCAL,), S.TRACKING_PUSHED, label=_("Tell the waybill")),
        settle=Move((S.IMPORTED, S.SHIPPED_LOCAL, S.TRACKING_PUSHED), S.SETTLED, label=_("Settle")),
        close=Move((S.PULLED, S.MAPPED, S.EXCEPTION, S.IMPORTED, S.SHIPPED_LOCAL, S.TRACKING_PUSHED), S.CLOSED, label=_("Close")),
        ignore=Move((S.EXCEPTION,), S.IGNORED, label=_("Leave out")),
    )
    TONES = {
        "state": {
            S.PULLED: "neutral", S.MAPPED: "info", S.EXCEPTION: "danger", S.IMPORTED: "info", S.SHIPPED_LOCAL: "brand",
            S.TRACKING_PUSHED: "brand", S.SETTLED: "ok", S.CLOSED: "neutral", S.IGNORED: "neutral",
        },
        "platform": {
            Platform.TO_PAY: "warn", Platform.PAID_HOLD: "warn", Platform.TO_SHIP: "info", Platform.PARTLY_SHIPPED: "info",
            Platform.SHIPPED: "brand", Platform.COMPLETED: "ok", Platform.CLOSED: "neutral", Platform.UNKNOWN: "danger",
        },
        "refund": {
            PlatformRefund.NONE: "neutral", PlatformRefund.ASKED: "danger", PlatformRefund.DONE: "neutral",
            PlatformRefund.REFUSED: "neutral",
        },
        "trouble": {code: "danger" for code in Trouble.values},
    }  # fmt: skip

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="orders", verbose_name=_("channel"))
    external_id = models.CharField(_("order at the channel"), max_length=64)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.PULLED)
    platform = models.CharField(_("state at the channel"), max_length=16, choices=Platform, default=Platform.UNKNOWN)
    platform_word = models.CharField(_("the channel's own word"), max_length=40, blank=True)
    refund = models.CharField(_("refund at the channel"), max_length=10, choices=PlatformRefund, default=PlatformRefund.NONE)
    trouble = models.CharField(_("what is wrong"), max_length=16, choices=Trouble, blank=True)
    trouble_text = SentenceField(_("in words"), max_length=300, blank=True)
    trouble_at = models.DateTimeField(_("since"), null=True, blank=True)

    placed_at = models.DateTimeField(_("placed"))
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    update_time = models.DateTimeField(_("last change at the channel"))
    goods_fen = FenField(_("goods"), default=0)
    freight_fen = FenField(_("freight"), default=0)
    discount_fen = FenField(_("discount"), default=0)
    amount_fen = FenField(_("total"))
    paid_fen = FenField(_("paid"), default=0)
    refund_fen = FenField(_("refunded"), default=0)
    province = models.CharField(_("province"), max_length=30, blank=True)
    note = models.CharField(_("note of the buyer"), max_length=200, blank=True)
    receiver = models.JSONField(_("receiver"), default=dict, blank=True)
    receiver_hash = models.CharField(_("fingerprint of the receiver"), max_length=64, blank=True)
    raw = models.JSONField(_("as the channel sent it"), default=dict, blank=True)
    raw_hash = models.CharField(_("fingerprint"), max_length=64, blank=True)

    order = models.OneToOneField(
        "orders.Order", models.PROTECT, null=True, blank=True, related_name="channel_order", verbose_name=_("order")
    )
    file = models.ForeignKey(
        "orders.ChannelFile", models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("file it came with")
    )
    pulled_at = models.DateTimeField(_("pulled"), default=clock.now)
    imported_at = models.DateTimeField(_("order made"), null=True, blank=True)
    end_reason = SentenceField(_("why it was closed or left out"), max_length=200, blank=True)

    objects = ChannelOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel order")
        verbose_name_plural = _("channel orders")
        ordering = ["-placed_at", "-id"]
        indexes = [
            models.Index(fields=["-placed_at", "-id"], name="channel_order_newest"),
            models.Index(fields=["channel", "-placed_at", "-id"], name="channel_order_of_channel"),
            models.Index(fields=["state", "-placed_at", "-id"], name="channel_order_by_state"),
            models.Index(fields=["trouble_at"], condition=~Q(trouble=""), name="channel_order_troubled"),
            models.Index(fields=["channel"], condition=Q(state__in=("pulled", "mapped", "exception")), name="channel_order_open"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["channel", "external_id"], name="one_row_per_channel_order"),
            models.CheckConstraint(
                condition=Q(order__isnull=False) | ~Q(state__in=("imported", "shipped_local", "tracking_pushed", "settled")),
                name="imported_channel_order_has_order",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, paid_fen__gte=0, refund_fen__gte=0, discount_fen__gte=0)
                & Q(refund_fen__lte=F("amount_fen")),
                name="channel_order_amounts_sound",
            ),
        ]

    def __str__(self):
        return f"{self.channel.name} {self.external_id}"

    @property
    def is_masked(self) -> bool:
        return "*" in "".join(str(value) for value in self.receiver.values())

    def forget_trouble(self) -> list[str]:
        """Nothing is wrong any more. Gives the names of the fields to save."""
        self.trouble, self.trouble_text, self.trouble_at = "", "", None
        return ["trouble", "trouble_text", "trouble_at"]


class ChannelLine(models.Model):
    """What was bought, as the channel names it; ``sku`` is ours once the goods are mapped."""

    channel_order = models.ForeignKey(ChannelOrder, models.CASCADE, related_name="lines", verbose_name=_("channel order"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    external_item = models.CharField(_("item at the channel"), max_length=64, blank=True)
    external_sku = models.CharField(_("SKU at the channel"), max_length=96, blank=True)
    merchant_code = models.CharField(_("merchant code"), max_length=64, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    units = models.PositiveIntegerField(_("units"), default=1)
    price_fen = FenField(_("unit price"), default=0)
    total_fen = FenField(_("line total"), default=0)
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, null=True, blank=True, related_name="channel_lines", verbose_name=_("our SKU"))

    class Meta:
        verbose_name = _("line of a channel order")
        verbose_name_plural = _("lines of channel orders")
        ordering = ["channel_order_id", "position"]
        indexes = [models.Index(fields=["external_sku"], condition=Q(sku=None), name="channel_line_unmapped")]

    def __str__(self):
        return f"{self.title} × {self.units}"
