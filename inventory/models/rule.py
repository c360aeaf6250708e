"""The one row of settings for how long before expiry goods are warned about and stopped."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class StockRule(models.Model):
    """Days of life goods must have left. Changed through ``services.batches.change_rule``, which ages all stock anew."""

    min_life_days = models.PositiveIntegerField(_("days of life left to be sold"), default=90, validators=[MaxValueValidator(1000)])
    near_expiry_days = models.PositiveIntegerField(
        _("days of life left to count as near expiry"), default=180, validators=[MaxValueValidator(1000)]
    )

    class Meta:
        verbose_name = _("stock rule")
        verbose_name_plural = _("stock rules")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="stock_rule_is_one"),
            models.CheckConstraint(condition=Q(near_expiry_days__gte=F("min_life_days")), name="stock_rule_warns_before_it_stops"),
        ]

    def __str__(self) -> str:
        return f"{self.min_life_days} / {self.near_expiry_days}"

    @classmethod
    def current(cls) -> "StockRule":
        """The rule in force: the stored row, or the company's default when none was stored."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
