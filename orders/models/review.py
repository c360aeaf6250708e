"""What review leaves behind: questions to the customer and corrected addresses."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField


class Hold(models.Model):
    """An order waits for an answer. At most one is open per order."""

    class Reason(models.TextChoices):
        ADDRESS = "address", _("Address incomplete")
        PHONE = "phone", _("Phone in doubt")
        QUANTITY = "quantity", _("Quantity or amount in doubt")
        SUITABLE = "suitable", _("Suitable for the person taking it?")
        NOTE = "note", _("Wish in the note")
        OTHER = "other", _("Other")

    order = models.ForeignKey("orders.Order", models.CASCADE, related_name="holds", verbose_name=_("order"))
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    question = models.CharField(_("question to the customer"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["order"], condition=Q(released_at=None), name="one_open_hold_per_order")]

    def __str__(self):
        return self.question


class AddressChange(models.Model):
    """Where the parcel was to go before and after a correction."""

    order = models.ForeignKey("orders.Order", models.CASCADE, related_name="address_changes", verbose_name=_("order"))
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    freight_difference_fen = FenField(_("freight we bear"), default=0)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"), default=clock.now)

    class Meta:
        verbose_name = _("address change")
        verbose_name_plural = _("address changes")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.order_id}"
