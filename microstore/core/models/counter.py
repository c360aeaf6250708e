"""Counters without gaps."""

from django.db import models


class Counter(models.Model):
    """The last number given in a year; see ``numbers.next_gapless``."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_counter_per_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
