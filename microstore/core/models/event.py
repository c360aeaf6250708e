"""What happened, and who has been told."""

from functools import reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentencesField, SentenceTextField


class EventQuerySet(models.QuerySet):
    def about(self, *rows) -> "EventQuerySet":
        """The timeline of one row, or of rows that are one thing to people, newest first."""
        those = reduce(or_, (Q(subject_type=row._meta.label_lower, subject_id=row.pk) for row in rows))
        return self.filter(those).select_related("by").order_by("-at", "-id")


class Event(models.Model):
    """Audit line, timeline entry and outbox message in one row. Never changed, never deleted.

    No constraint of the database points here, so that the table can be partitioned by month of ``at``.
    """

    name = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    facts = SentencesField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = SentenceTextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_timeline"),
            models.Index(fields=["name", "-at"], name="event_by_name"),
            models.Index(fields=["-at", "-id"], name="event_by_time"),
            models.Index(fields=["by", "-at"], name="event_by_person", condition=models.Q(by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type}:{self.subject_id}"


class Delivery(models.Model):
    """One event for one reaction. Unique, so that each reaction takes effect once.

    ``next_at`` is when it is tried next; empty means that it failed for good and waits for a person.
    """

    event = models.ForeignKey(Event, models.DO_NOTHING, db_constraint=False, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        permissions = [("retry_delivery", "Can try a failed delivery again")]
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="one_delivery")]
        indexes = [models.Index(fields=["next_at"], condition=models.Q(done_at=None), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.reaction} ← {self.event_id}"
