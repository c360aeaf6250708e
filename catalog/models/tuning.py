"""What keeps the shelf alive: goods that should go, what stands in for them, and pages that should be looked at anew."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from microstore.core import clock
from microstore.core.sentences import SentenceField, SentencesField
from microstore.core.states import Flow, Move, Moves


class CompanyRows(models.QuerySet):
    def visible_to(self, user):
        """Products are company data, and so is what is planned with them."""
        return self


class Substitute(models.Model):
    """What a customer may take instead, as product management says; without any, goods of the same function and shelf stand in."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="substitutes", verbose_name=_("product"))
    other = models.ForeignKey(Product, models.CASCADE, related_name="+", verbose_name=_("take instead"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "other"], name="substitute_once"),
            models.CheckConstraint(condition=~Q(product=models.F("other")), name="substitute_is_another"),
        ]

    def __str__(self):
        return f"{self.product_id} → {self.other_id}"


class Removal(Moves, models.Model):
    """Why a product left the shelf, or should (duty P11). Safety acts by itself at once; commercial reasons wait for a decision."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a decision")
        OFF = "off", _("Off the shelf")
        DECLINED = "declined", _("Stays on the shelf")
        RETURNED = "returned", _("Back on the shelf")

    S = State
    TONES = {S.PROPOSED: "warn", S.OFF: "danger", S.DECLINED: "neutral", S.RETURNED: "ok"}
    flow = Flow(
        "state",
        agree=Move((S.PROPOSED,), S.OFF, label=_("Take off the shelf")),
        decline=Move((S.PROPOSED,), S.DECLINED, label=_("Keep")),
        bring_back=Move((S.OFF,), S.RETURNED, label=_("Back on the shelf")),
    )

    product = models.ForeignKey(Product, models.CASCADE, related_name="removals", verbose_name=_("product"))
    why = models.CharField(_("because"), max_length=10, choices=Product.Delisting)
    is_safety = models.BooleanField(_("by itself, for safety"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    words = SentenceField(_("what was seen"), max_length=300)
    at = models.DateTimeField(_("seen"), default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("proposed by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = CompanyRows.as_manager()

    class Meta:
        verbose_name = _("removal from the shelf")
        verbose_name_plural = _("removals from the shelf")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["product"], condition=Q(state__in=["proposed", "off"]), name="one_open_removal")]
        indexes = [models.Index(fields=["-at", "-id"], name="removal_newest")]

    def __str__(self):
        return f"{self.product} {self.get_why_display()}"


class TuningTask(Moves, models.Model):
    """A page to be looked at this week (duty L2). ``reasons``: [code, sentence]. ``before`` and ``after`` are [visitors, put into
    carts] of seven days."""

    class State(models.TextChoices):
        OPEN = "open", _("To be looked at")
        DONE = "done", _("Page changed")
        KEPT = "kept", _("Stays as it is")

    S = State
    TONES = {S.OPEN: "warn", S.DONE: "ok", S.KEPT: "neutral"}
    flow = Flow(
        "state",
        end=Move((S.OPEN,), S.DONE, label=_("Page changed")),
        keep=Move((S.OPEN,), S.KEPT, label=_("Stays as it is")),
    )

    product = models.ForeignKey(Product, models.CASCADE, related_name="tunings", verbose_name=_("product"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible"))
    week = models.DateField(_("week"), help_text="Its Monday.")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN, editable=False)
    reasons = SentencesField(_("why"), default=list)
    before = models.JSONField(_("seven days before"), default=list)
    after = models.JSONField(_("seven days after"), default=list, blank=True)
    note = models.CharField(_("what was done"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by"))

    objects = CompanyRows.as_manager()

    class Meta:
        verbose_name = _("page to tune")
        verbose_name_plural = _("pages to tune")
        ordering = ["-week", "pk"]
        permissions = [("end_tuningtask", _("Can end the weekly tuning of pages"))]
        constraints = [models.UniqueConstraint(fields=["product", "week"], name="product_tuned_once_a_week")]
        indexes = [
            models.Index(fields=["owner", "week"], name="tuning_owner"), models.Index(fields=["-week", "-id"], name="tuning_newest"),
            models.Index(fields=["ended_at"], condition=Q(state="done", after=[]), name="tuning_to_measure"),
        ]

    def __str__(self):
        return f"{self.product} {self.week}"

    @staticmethod
    def share(numbers: list) -> float | None:
        """Put into carts per hundred visitors."""
        return round(100 * numbers[1] / numbers[0], 1) if numbers and numbers[0] else None

    @property
    def before_share(self) -> float | None:
        return self.share(self.before)

    @property
    def after_share(self) -> float | None:
        return self.share(self.after)
