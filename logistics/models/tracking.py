"""What the carrier tells of a parcel on its way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from logistics.carriers.base import TrackingState


class TrackingStates(models.TextChoices):
    """The carrier's states with our words; their values are those of the adapters."""

    UNKNOWN = TrackingState.UNKNOWN.value, _("No news yet")
    LABEL_CREATED = TrackingState.LABEL_CREATED.value, _("Announced to the carrier")
    COLLECTED = TrackingState.COLLECTED.value, _("Collected")
    IN_TRANSIT = TrackingState.IN_TRANSIT.value, _("On the way")
    ARRIVED = TrackingState.ARRIVED.value, _("Arrived in the city")
    DELIVERING = TrackingState.DELIVERING.value, _("Out for delivery")
    WAITING_PICKUP = TrackingState.WAITING_PICKUP.value, _("Waiting at the pick-up point")
    SIGNED = TrackingState.SIGNED.value, _("Signed for")
    EXCEPTION = TrackingState.EXCEPTION.value, _("Trouble on the way")
    RETURNING = TrackingState.RETURNING.value, _("On the way back")
    RETURNED = TrackingState.RETURNED.value, _("Returned")
    CUSTOMS = TrackingState.CUSTOMS.value, _("In customs")
    CANCELLED = TrackingState.CANCELLED.value, _("Cancelled by the carrier")


T = TrackingStates
TRACKING_TONES = {
    T.UNKNOWN: "neutral",
    T.LABEL_CREATED: "neutral",
    T.COLLECTED: "brand",
    T.IN_TRANSIT: "brand",
    T.ARRIVED: "brand",
    T.DELIVERING: "brand",
    T.WAITING_PICKUP: "warn",
    T.SIGNED: "ok",
    T.EXCEPTION: "danger",
    T.RETURNING: "danger",
    T.RETURNED: "danger",
    T.CUSTOMS: "brand",
}


class TrackingEvent(models.Model):
    """One sentence of the carrier. The same sentence told again is the same row, in whatever order it comes."""

    shipment = models.ForeignKey("logistics.Shipment", on_delete=models.CASCADE, related_name="tracking", verbose_name=_("shipment"))
    at = models.DateTimeField(_("time"))
    state = models.CharField(_("state"), max_length=20, choices=TrackingStates)
    text = models.CharField(_("text"), max_length=300)
    place = models.CharField(_("place"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("tracking event")
        verbose_name_plural = _("tracking events")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["shipment", "at", "text"], name="tracking_event_once")]

    def __str__(self) -> str:
        return self.text
