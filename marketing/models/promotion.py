"""Promotions: a saving on the goods of an order that needs nothing from the customer (duty M4)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketing.models.offer import Offer
from microstore.core import clock
from microstore.core.money import FenField

MOST_STEPS = 5


def check_steps(steps) -> None:
    """Steps are ``[[threshold_fen, off_fen], …]``: rising in both, and nothing takes off more than it asks for."""
    if not isinstance(steps, list) or not 1 <= len(steps) <= MOST_STEPS:
        raise ValidationError(_("Give one to %(most)d steps."), params={"most": MOST_STEPS})
    before = (0, 0)
    for step in steps:
        if not (isinstance(step, list | tuple) and len(step) == 2 and all(type(fen) is int for fen in step)):
            raise ValidationError(_("A step is a threshold and a saving."))
        threshold, off = step
        if not (threshold > before[0] and off > before[1] and off <= threshold):
            raise ValidationError(_("Each step asks for more and saves more than the one before, and never saves more than it asks for."))
        before = (threshold, off)


class Promotion(Offer):
    """``spent_fen`` is what the orders that count have saved so far; the database refuses more than ``budget_fen``.

    Of those in the same ``exclusive_group`` an order gets the one that saves most. Smaller ``priority`` is reckoned first.
    """

    class Kind(models.TextChoices):
        SPEND_AND_SAVE = "spend_and_save", _("Spend and save")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SPEND_AND_SAVE)
    steps = models.JSONField(_("steps"), validators=[check_steps])
    repeats = models.BooleanField(_("repeats"), default=False, help_text=_("The highest step counts as often as the goods reach it."))
    priority = models.PositiveSmallIntegerField(_("priority"), default=100)
    exclusive_group = models.CharField(
        _("exclusive group"), max_length=20, blank=True, help_text=_("Of one group an order gets only the best. Empty: it adds to others.")
    )
    budget_fen = FenField(_("budget"), null=True, blank=True, help_text=_("All savings together. Empty: without limit."))
    spent_fen = FenField(_("spent"), default=0, editable=False)
    times_per_customer = models.PositiveSmallIntegerField(
        _("times per customer"), null=True, blank=True, help_text=_("Empty: without limit.")
    )

    class Meta(Offer.Meta):
        verbose_name = _("promotion")
        verbose_name_plural = _("promotions")
        indexes = [models.Index(fields=["ends_at"], condition=Q(is_active=True), name="promotion_running")]
        constraints = [
            *Offer.Meta.constraints,
            models.CheckConstraint(
                condition=Q(spent_fen__gte=0) & (Q(budget_fen=None) | Q(spent_fen__lte=F("budget_fen"))), name="promotion_within_budget"
            ),
            models.CheckConstraint(condition=Q(times_per_customer=None) | Q(times_per_customer__gte=1), name="promotion_times_positive"),
        ]

    def get_absolute_url(self):
        return reverse("backoffice:promotion", args=[self.code])

    @property
    def left_fen(self) -> int | None:
        return None if self.budget_fen is None else self.budget_fen - self.spent_fen


class PromotionUse(models.Model):
    """What one order (named by its number) saves by one promotion. Given back at most once, taken again when the order revives."""

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="uses", verbose_name=_("promotion"))
    reference = models.CharField(_("order"), max_length=40)
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", verbose_name=_("customer"))
    amount_fen = FenField(_("saving"))
    counts = models.BooleanField(_("counts"), default=True)
    at = models.DateTimeField(_("time"), default=clock.now)

    class Meta:
        verbose_name = _("use of a promotion")
        verbose_name_plural = _("uses of promotions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "promotion"], name="promotion_once_per_order"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="promotion_use_positive"),
        ]

    def __str__(self):
        return f"{self.reference} {self.promotion_id}"


class PromotionTally(models.Model):
    """How often a customer has used a promotion: the row that two tabs of one customer meet on."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="+", verbose_name=_("promotion"))
    customer = models.ForeignKey("accounts.Customer", models.CASCADE, related_name="+", verbose_name=_("customer"))
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("tally of a customer")
        verbose_name_plural = _("tallies of customers")
        constraints = [models.UniqueConstraint(fields=["promotion", "customer"], name="promotion_tally_once")]

    def __str__(self):
        return f"{self.promotion_id}/{self.customer_id}: {self.times}"
