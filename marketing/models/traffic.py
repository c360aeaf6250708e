"""Counted visits, without cookies and without anybody's name."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores.scope import StoreScoped

HOURS = 24


def no_hours() -> list[int]:
    return [0] * HOURS


class DailyTrafficQuerySet(StoreScoped, models.QuerySet):
    pass


class DailyTraffic(models.Model):
    """One day of a store (neither product nor campaign), of one product in it, or of one campaign in it.

    A campaign's ``views`` are those of its own page; its ``visitors`` saw that page or one of its products.
    """

    store = models.ForeignKey("stores.Store", models.CASCADE, related_name="+", verbose_name=_("store"))
    product = models.ForeignKey("catalog.Product", models.CASCADE, null=True, related_name="+", verbose_name=_("product"))
    campaign = models.ForeignKey("marketing.Campaign", models.CASCADE, null=True, related_name="+", verbose_name=_("campaign"))
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0)
    visitors = models.PositiveIntegerField(_("visitors"), default=0)
    carts = models.PositiveIntegerField(_("put into carts"), default=0)
    views_by_hour = ArrayField(models.PositiveIntegerField(), default=no_hours)
    carts_by_hour = ArrayField(models.PositiveIntegerField(), default=no_hours)

    objects = DailyTrafficQuerySet.as_manager()

    class Meta:
        verbose_name = _("traffic of a day")
        verbose_name_plural = _("traffic by day")
        constraints = [
            models.UniqueConstraint(fields=["day", "store", "product", "campaign"], name="traffic_once_a_day", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(product=None) | models.Q(campaign=None), name="traffic_of_product_or_campaign"),
        ]
        indexes = [
            models.Index(fields=["product", "day"], condition=models.Q(product__isnull=False), name="traffic_of_product"),
            models.Index(fields=["campaign", "day"], condition=models.Q(campaign__isnull=False), name="traffic_of_campaign"),
        ]

    def __str__(self):
        return f"{self.store_id} {self.day}"


class TrafficBatch(models.Model):
    """A heap of counts taken out of Redis. It enters the days together with ``applied_at``, so it counts once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    taken_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    counts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("heap of counted visits")
        verbose_name_plural = _("heaps of counted visits")
        indexes = [models.Index(fields=["taken_at"], condition=models.Q(cleared_at=None), name="traffic_batch_open")]

    def __str__(self):
        return str(self.pk)
