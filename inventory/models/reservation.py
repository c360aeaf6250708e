"""Reservations: units of a batch in a bin, promised to a document (state C3)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentenceField


class ReservationState(models.TextChoices):
    HELD = "held", _("Held until paid")
    COMMITTED = "committed", _("Committed")
    SHORT = "short", _("Short of stock")
    CONSUMED = "consumed", _("Shipped")
    RELEASED = "released", _("Released")


COUNTED = (ReservationState.HELD, ReservationState.COMMITTED)


class ReservationQuerySet(models.QuerySet):
    def counted(self):
        """Those that stand in ``Stock.reserved``."""
        return self.filter(state__in=COUNTED)

    def open(self):
        """Promises not yet kept: those with stock behind them and those whose stock was lost."""
        return self.filter(state__in=(*COUNTED, ReservationState.SHORT))


class Reservation(models.Model):
    """A promise to ``reference``, the number of the document that asked. All rows of a document change in one
    statement; the document's own events tell when and why, so a reservation writes none but for lost stock."""

    TONES = {
        ReservationState.HELD: "warn",
        ReservationState.COMMITTED: "brand",
        ReservationState.SHORT: "danger",
        ReservationState.CONSUMED: "ok",
        ReservationState.RELEASED: "neutral",
    }

    reference = models.CharField(_("document"), max_length=40)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="reservations", verbose_name=_("SKU"))
    stock = models.ForeignKey(
        "inventory.Stock", on_delete=models.PROTECT, null=True, blank=True, related_name="reservations", verbose_name=_("stock")
    )
    store = models.ForeignKey(
        "stores.Store", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("store")
    )
    units = models.PositiveIntegerField(_("units"))
    state = models.CharField(_("state"), max_length=12, choices=ReservationState, default=ReservationState.HELD)
    expires_at = models.DateTimeField(_("held until"), null=True, blank=True)
    created_at = models.DateTimeField(_("reserved at"), default=clock.now, editable=False)
    ended_reason = SentenceField(_("reason of the end"), max_length=60, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "stock"], condition=Q(state__in=COUNTED), name="reservation_once_per_document"),
            models.CheckConstraint(condition=Q(units__gt=0), name="reservation_of_something"),
            models.CheckConstraint(
                condition=Q(state=ReservationState.SHORT, stock=None)
                | ~Q(state__in=(*COUNTED, ReservationState.SHORT))
                | Q(stock__isnull=False),
                name="reservation_short_has_no_stock",
            ),
        ]
        indexes = [
            models.Index(fields=["reference"], name="reservation_by_document"),
            models.Index(fields=["stock"], name="reservation_counted", condition=Q(state__in=COUNTED)),
        ]

    def __str__(self) -> str:
        return f"{self.reference} × {self.units}"
