"""Money that came and went: one line per payment and per refund, never changed."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.stores.scope import StoreScoped


class LedgerQuerySet(StoreScoped, models.QuerySet):
    store_path = "order__store"


class LedgerEntry(models.Model):
    """``amount_fen`` is positive for money in, negative for money out. Each provider reference stands at most once."""

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("Payment")
        REFUND = "refund", _("Refund")

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="ledger", verbose_name=_("order"))
    payment = models.ForeignKey("orders.Payment", models.PROTECT, related_name="ledger", verbose_name=_("payment"))
    refund = models.ForeignKey("orders.Refund", models.PROTECT, null=True, blank=True, related_name="ledger", verbose_name=_("refund"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount_fen = FenField(_("amount"))
    provider_ref = models.CharField(_("provider reference"), max_length=64)
    at = models.DateTimeField(_("time"), default=clock.now)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "provider_ref"], name="ledger_once_per_provider_ref"),
            models.UniqueConstraint(fields=["payment"], condition=models.Q(kind="payment"), name="ledger_once_per_payment"),
            models.UniqueConstraint(fields=["refund"], condition=models.Q(kind="refund"), name="ledger_once_per_refund"),
            models.CheckConstraint(
                condition=models.Q(kind="payment", amount_fen__gt=0) | models.Q(kind="refund", amount_fen__lt=0),
                name="ledger_sign_of_kind",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.get_kind_display()} {self.provider_ref}"
