"""What promotions and kinds of coupons have in common: a name, a scope, a window, a switch."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores.scope import store_ids_visible_to


class OfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff of an authorised store see what runs in their store, and what runs in all of them."""
        ids = store_ids_visible_to(user)
        if ids is None:
            return self
        return self.filter(Q(store_ids__overlap=list(ids)) | Q(store_ids=[])) if ids else self.none()

    def running(self, now):
        return self.filter(is_active=True, starts_at__lte=now, ends_at__gt=now)

    def in_store(self, store):
        return self.filter(Q(store_ids__contains=[store.pk]) | Q(store_ids=[]))


def ids_field(label: str) -> ArrayField:
    return ArrayField(models.BigIntegerField(), verbose_name=label, default=list, blank=True)


class Offer(models.Model):
    """One row is the whole rule, so that one query reads it. An empty list of stores, categories or products means all of them.

    ``starts_at`` belongs to the window, ``ends_at`` no longer does. Only a campaign that was approved turns ``is_active`` on.
    """

    class Standing(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COMING = "coming", _("Begins soon")
        LIVE = "live", _("Running")
        STOPPED = "stopped", _("Stopped")
        ENDED = "ended", _("Time is over")

    TONES = {
        "standing": {
            Standing.DRAFT: "neutral", Standing.COMING: "info", Standing.LIVE: "ok", Standing.STOPPED: "warn", Standing.ENDED: "neutral",
        }
    }  # fmt: skip

    code = models.CharField(_("number"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60, help_text=_("Customers read it."))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), help_text=_("From this moment on it no longer counts."))
    store_ids = ids_field(_("stores"))
    category_ids = ids_field(_("categories"))
    product_ids = ids_field(_("products"))
    without_category_ids = ids_field(_("without categories"))
    without_product_ids = ids_field(_("without products"))
    is_active = models.BooleanField(_("switched on"), default=False, editable=False)
    activated_at = models.DateTimeField(_("switched on first"), null=True, blank=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("drafted by")
    )
    drafted_at = models.DateTimeField(_("drafted"), default=clock.now, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-starts_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="%(class)s_window_is_forward")]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def standing(self) -> Standing:
        now = clock.now()
        if now >= self.ends_at:
            return self.Standing.ENDED
        if not self.is_active:
            return self.Standing.STOPPED if self.activated_at else self.Standing.DRAFT
        return self.Standing.LIVE if now >= self.starts_at else self.Standing.COMING

    def get_standing_display(self) -> str:
        return self.standing.label

    @property
    def can_be_drafted(self) -> bool:
        """Once customers could see a rule it never changes; a new one is drafted instead."""
        return self.activated_at is None
