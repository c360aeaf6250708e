"""PriceChange: one price or many changed together, from the wish to the end (state C11)."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import store_ids_visible_to


class PriceChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Changes of base prices concern everybody; those of one store its people."""
        ids = store_ids_visible_to(user)
        return self if ids is None else self.filter(Q(store__in=ids) | Q(store=None))


class PriceChange(Moves, models.Model):
    """``needs`` names the posts that must agree, ``granted`` those that did. All lines are set together or none."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        EFFECTIVE = "effective", _("In force")
        SUPERSEDED = "superseded", _("Followed by another price")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    class Needs(models.TextChoices):
        MANAGER = "manager", _("Product manager")
        FINANCE = "finance", _("Finance")
        DIRECTOR = "director", _("Director")

    S = State
    flow = Flow(
        "state",
        approve=Move((S.REQUESTED,), S.APPROVED, label=_("Approve")),
        schedule=Move((S.APPROVED,), S.SCHEDULED, label=_("Set for later")),
        take_effect=Move((S.APPROVED, S.SCHEDULED), S.EFFECTIVE, label=_("Put in force")),
        supersede=Move((S.SCHEDULED, S.EFFECTIVE), S.SUPERSEDED, label=_("Supersede")),
        decline=Move((S.REQUESTED,), S.DECLINED, label=_("Decline")),
        take_back=Move((S.REQUESTED, S.SCHEDULED), S.TAKEN_BACK, label=_("Take back")),
    )
    TONES = {
        S.REQUESTED: "warn", S.APPROVED: "info", S.SCHEDULED: "info", S.EFFECTIVE: "ok", S.SUPERSEDED: "neutral", S.DECLINED: "danger",
        S.TAKEN_BACK: "neutral",
    }

    number = models.CharField(_("number"), max_length=24, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.REQUESTED, editable=False)
    store = models.ForeignKey("stores.Store", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("store"))
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True, help_text=_("Empty: when it is approved."))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    raise_reason = models.CharField(_("reason of a raise before a promotion"), max_length=200, blank=True)
    method = models.CharField(_("how it was reckoned"), max_length=120, blank=True)
    needs = models.JSONField(_("needs the approval of"), default=list)
    granted = models.JSONField(_("approved by"), default=list)
    percent = models.DecimalField(_("largest change in per cent"), max_digits=8, decimal_places=2, null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=clock.now, editable=False)
    effective_at = models.DateTimeField(_("in force since"), null=True, editable=False)

    objects = PriceChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("price change")
        verbose_name_plural = _("price changes")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["state", "-asked_at", "-id"], name="price_change_queue"),
            models.Index(fields=["-asked_at", "-id"], name="price_change_newest"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("backoffice:price-change", args=[self.number])

    @property
    def missing(self) -> list[str]:
        """Posts that have not agreed yet, in the order in which they are asked."""
        return [post for post in self.needs if post not in self.granted]


class PriceChangeLine(models.Model):
    """One price of a change, with all that was known when it was asked for."""
    change = models.ForeignKey(PriceChange, models.CASCADE, related_name="lines", verbose_name=_("price change"))
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="+", verbose_name=_("SKU"))
    store = models.ForeignKey("stores.Store", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("store"))
    channel = models.CharField(_("channel"), max_length=20, blank=True, default="")
    tier = models.CharField(_("member tier"), max_length=20, blank=True, default="")
    from_units = models.PositiveSmallIntegerField(_("from this many units"), default=1)
    old_fen = FenField(_("price before"), null=True)
    new_fen = FenField(_("new price"))
    percent = models.DecimalField(_("change in per cent"), max_digits=8, decimal_places=2, null=True)
    cost_fen = FenField(_("cost"), null=True)
    floor_fen = FenField(_("lowest price"), null=True)
    gap_percent = models.DecimalField(_("against competitors, per cent"), max_digits=8, decimal_places=2, null=True)
    promotion = models.CharField(_("promotion ahead"), max_length=200, blank=True)
    needs = models.JSONField(_("needs the approval of"), default=list)

    class Meta:
        verbose_name = _("line of a price change")
        verbose_name_plural = _("lines of price changes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(new_fen__gt=0), name="changed_price_positive"),
            models.UniqueConstraint(
                fields=["change", "sku", "store", "channel", "tier", "from_units"], nulls_distinct=False, name="price_changed_once"),
        ]

    def __str__(self):
        return f"{self.change_id}: {self.sku_id}"
