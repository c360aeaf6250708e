"""Requests to the designers: what for, by when, in which sizes, and what was delivered (duties D4, D5, D7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.days import business_day
from microstore.core.states import Flow, Move, Moves
from microstore.stores.models.asset import Asset
from microstore.stores.models.store import Store
from microstore.stores.scope import store_ids_visible_to


class DesignState(models.TextChoices):
    ASKED = "asked", _("Design requested")
    DESIGNING = "designing", _("Being designed")
    IN_REVIEW = "in_review", _("In review")
    CHANGES = "changes", _("Changes asked for")
    APPROVED = "approved", _("Approved")
    CANCELLED = "cancelled", _("Cancelled")


D = DesignState
OPEN = (D.ASKED, D.DESIGNING, D.IN_REVIEW, D.CHANGES)


class DesignRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff of an authorised store see the requests of their store."""
        ids = store_ids_visible_to(user)
        return self if ids is None else self.filter(store__in=ids)

    def open(self):
        return self.filter(state__in=OPEN)

    def late(self, day=None):
        return self.open().filter(due_on__lt=day or clock.today())


class DesignRequest(Moves, models.Model):
    """``subject_type`` and ``subject_id`` name what it is for, a campaign, a product or a page; each department declares its own."""

    class What(models.TextChoices):
        CAMPAIGN = "campaign", _("Campaign")
        PRODUCT = "product", _("Product pictures")
        PAGE = "page", _("Store page")
        OTHER = "other", _("Something else")

    flow = Flow(
        "state",
        take=Move((D.ASKED,), D.DESIGNING, label=_("Begin to design")),
        deliver=Move((D.DESIGNING, D.CHANGES), D.IN_REVIEW, label=_("Deliver for review")),
        accept=Move((D.IN_REVIEW,), D.APPROVED, label=_("Approve the design")),
        ask_changes=Move((D.IN_REVIEW,), D.CHANGES, label=_("Ask for changes")),
        call_off=Move((D.ASKED, D.DESIGNING, D.IN_REVIEW, D.CHANGES), D.CANCELLED, label=_("Cancel the request")),
    )
    TONES = {
        D.ASKED: "warn", D.DESIGNING: "info", D.IN_REVIEW: "brand", D.CHANGES: "danger", D.APPROVED: "ok", D.CANCELLED: "neutral",
    }  # fmt: skip

    number = models.CharField(_("number"), max_length=24, unique=True, editable=False)
    what = models.CharField(_("what for"), max_length=10, choices=What)
    title = models.CharField(_("title"), max_length=80)
    brief = models.TextField(_("brief"), max_length=2000, help_text=_("What it should say and show, for whom, in which mood."))
    sizes = models.CharField(_("sizes"), max_length=120, help_text=_("In pixels, width × height: 750×456, 1200×900"))
    subject_type = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.BigIntegerField(null=True, editable=False)
    subject_label = models.CharField(_("belongs to"), max_length=200, blank=True, editable=False)
    store = models.ForeignKey(Store, models.PROTECT, null=True, blank=True, related_name="design_requests", verbose_name=_("store"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=DesignState, default=D.ASKED, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"), editable=False)
    asked_at = models.DateTimeField(_("asked for"), default=clock.now, editable=False)
    designer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("designer")
    )
    assets = models.ManyToManyField(Asset, related_name="requests", blank=True, verbose_name=_("delivered"))
    delivered_at = models.DateTimeField(_("first delivered"), null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    rounds = models.PositiveSmallIntegerField(_("rounds"), default=0, editable=False)

    objects = DesignRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("design request")
        verbose_name_plural = _("design requests")
        ordering = ["due_on", "id"]
        permissions = [
            ("take_designrequest", _("Can design what was asked for")),
            ("approve_designrequest", _("Can approve designs")),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="design_by_due"),
            models.Index(fields=["designer", "due_on"], condition=Q(state__in=OPEN), name="design_open_of_designer"),
            models.Index(fields=["subject_type", "subject_id"], name="design_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked") | Q(state="cancelled") | Q(designer__isnull=False), name="design_has_designer"
            )
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("backoffice:design-request", args=[self.number])

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.due_on < clock.today()

    @property
    def was_in_time(self) -> bool:
        return self.delivered_at is not None and business_day(self.delivered_at) <= self.due_on
