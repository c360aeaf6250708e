"""A shipment: what leaves one warehouse for one order in one parcel."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from logistics.models.tracking import TRACKING_TONES, TrackingStates
from microstore.core import clock
from microstore.core.sentences import SentenceField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import store_ids_visible_to


class ShipmentState(models.TextChoices):
    PLANNED = "planned", _("To be picked")
    PICKING = "picking", _("Being picked")
    PICKED = "picked", _("Picked")
    CHECKED = "checked", _("Checked")
    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")


S = ShipmentState
IN_HOUSE = (S.PLANNED, S.PICKING, S.PICKED, S.CHECKED, S.PACKED)


class ShipmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Shipments of the orders of this person's stores."""
        stores = store_ids_visible_to(user)
        return self if stores is None else self.filter(order__store_id__in=stores)

    def in_house(self):
        return self.filter(state__in=IN_HOUSE)

    def on_the_way(self):
        return self.filter(state=S.SHIPPED)

    def with_order(self):
        return self.select_related("order__store", "warehouse")


class Shipment(Moves, models.Model):
    """One parcel. ``position`` counts the parcels of an order from 1; customers see it in the address of the page."""

    flow = Flow(
        "state",
        start_picking=Move((S.PLANNED,), S.PICKING, label=_("Start picking")),
        end_picking=Move((S.PICKING,), S.PICKED, label=_("Finish picking")),
        check=Move((S.PICKED,), S.CHECKED, label=_("Check before dispatch")),
        pack=Move((S.CHECKED,), S.PACKED, label=_("Pack")),
        ship=Move((S.PACKED,), S.SHIPPED, label=_("Ship")),
        deliver=Move((S.SHIPPED,), S.DELIVERED, label=_("Deliver")),
        replan=Move(IN_HOUSE, S.PLANNED, label=_("Plan anew")),
        cancel=Move(IN_HOUSE, S.CANCELLED, label=_("Cancel")),
    )
    TONES = {
        S.PLANNED: "info",
        S.PICKING: "brand",
        S.PICKED: "brand",
        S.CHECKED: "brand",
        S.PACKED: "brand",
        S.SHIPPED: "brand",
        S.DELIVERED: "ok",
        S.CANCELLED: "neutral",
        **TRACKING_TONES,
    }

    number = models.CharField(_("number"), max_length=24, unique=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="shipments", verbose_name=_("order"))
    position = models.PositiveSmallIntegerField(_("parcel"), default=1)
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="shipments", verbose_name=_("warehouse"))
    state = models.CharField(_("state"), max_length=12, choices=ShipmentState, default=S.PLANNED)
    picker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picker")
    )
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    carrier = models.CharField(_("carrier"), max_length=30, blank=True)
    waybill = models.CharField(_("waybill"), max_length=40, blank=True)
    sorting_code = models.CharField(_("sorting code"), max_length=40, blank=True)
    waybill_wanted_at = models.DateTimeField(_("waybill asked for"), null=True, blank=True)
    waybill_trouble = SentenceField(_("trouble with the waybill"), max_length=200, blank=True)
    planned_at = models.DateTimeField(_("planned at"), default=clock.now, editable=False)
    shipped_at = models.DateTimeField(_("shipped at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    tracking_state = models.CharField(_("tracking"), max_length=20, choices=TrackingStates, default=TrackingStates.UNKNOWN)
    subscribed_at = models.DateTimeField(_("tracking subscribed at"), null=True, blank=True)
    heard_at = models.DateTimeField(_("last news of the carrier"), null=True, blank=True)
    asked_at = models.DateTimeField(_("carrier last asked"), null=True, blank=True)

    objects = ShipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["-planned_at", "-id"]
        permissions = [
            ("pick_shipment", _("Pick and pack shipments")),
            ("check_shipment", _("Check shipments before dispatch")),
            ("ship_shipment", _("Hand shipments to the carrier")),
            ("print_shipment", _("Print picking lists and labels")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="shipment_position_once_per_order"),
            models.UniqueConstraint(fields=["carrier", "waybill"], condition=~Q(waybill=""), name="waybill_once_per_carrier"),
            models.CheckConstraint(condition=~Q(state__in=(S.SHIPPED, S.DELIVERED)) | ~Q(waybill=""), name="shipped_has_a_waybill"),
        ]
        indexes = [
            models.Index(fields=["state", "planned_at"], name="shipment_in_house", condition=Q(state__in=IN_HOUSE)),
            models.Index(fields=["shipped_at"], name="shipment_on_the_way", condition=Q(state=S.SHIPPED)),
            models.Index(fields=["waybill"], name="shipment_by_waybill"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:shipment", args=[self.number])

    @property
    def units(self) -> int:
        return self.lines.aggregate(units=Sum("units"))["units"] or 0


class ShipmentLine(models.Model):
    """Units of one order line out of one batch in one bin."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines", verbose_name=_("shipment"))
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="+", verbose_name=_("order line"))
    batch = models.ForeignKey("inventory.Batch", on_delete=models.PROTECT, related_name="+", verbose_name=_("batch"))
    bin = models.ForeignKey("inventory.Bin", on_delete=models.PROTECT, related_name="+", verbose_name=_("bin"))
    units = models.PositiveIntegerField(_("units"))
    picked_units = models.PositiveIntegerField(_("picked units"), default=0)

    class Meta:
        verbose_name = _("shipment line")
        verbose_name_plural = _("shipment lines")
        ordering = ["bin__walk_order", "bin__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "order_line", "batch", "bin"], name="shipment_line_once"),
            models.CheckConstraint(condition=Q(units__gt=0, picked_units__lte=F("units")), name="picked_within_wanted"),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id} · {self.batch_id} × {self.units}"

    @property
    def left(self) -> int:
        return self.units - self.picked_units
