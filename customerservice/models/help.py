"""The help centre: questions and answers of the shop, written by one and published by another, every version kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class HelpTopic(models.TextChoices):
    """In the order people meet them."""

    ORDERING = "ordering", _("Ordering")
    PAYING = "paying", _("Paying")
    DELIVERY = "delivery", _("Parcels and delivery")
    RETURNING = "returning", _("Returning")
    GOODS = "goods", _("Goods and health")
    REVIEWS = "reviews", _("Reviews")
    ACCOUNT = "account", _("Account and privacy")
    COMPLAINTS = "complaints", _("Complaints")


class HelpEntryQuerySet(models.QuerySet):
    def shown(self):
        """What customers read, in the order of the page."""
        return self.filter(live__isnull=False).select_related("live").order_by("topic", "position", "pk")


class HelpEntry(models.Model):
    """One question. All stores show its ``live`` version; a new one is worked on meanwhile."""

    topic = models.CharField(_("topic"), max_length=12, choices=HelpTopic)
    position = models.PositiveSmallIntegerField(_("place in the topic"), default=50)
    live = models.OneToOneField(
        "HelpRevision", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("text that is shown"))

    objects = HelpEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("question of the help centre")
        verbose_name_plural = _("questions of the help centre")
        ordering = ["topic", "position", "id"]
        default_permissions = ("view", "add", "change")
        permissions = [("approve_helpentry", _("Approve questions of the help centre"))]
        indexes = [models.Index(fields=["topic", "position", "id"], name="help_in_order")]

    def __str__(self):
        shown = self.live or self.newest
        return shown.question if shown else self.get_topic_display()

    @property
    def newest(self) -> "HelpRevision | None":
        return next(iter(self.revisions.all()), None)

    @property
    def open_revision(self) -> "HelpRevision | None":
        """The version that is worked on or waits for a second person."""
        return self.revisions.filter(state__in=HelpRevision.OPEN).first()


class HelpRevision(Moves, models.Model):
    """The words of one version. English may be missing: readers of English then see the Chinese."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        PUBLISHED = "published", _("Published")
        PAST = "past", _("No longer shown")

    OPEN = (State.DRAFT, State.SUBMITTED)
    TONES = {State.DRAFT: "neutral", State.SUBMITTED: "warn", State.PUBLISHED: "ok", State.PAST: "neutral"}
    flow = Flow(
        "state",
        submit=Move((State.DRAFT,), State.SUBMITTED, label=_("Hand in")),
        publish=Move((State.SUBMITTED,), State.PUBLISHED, label=_("Publish")),
        send_back=Move((State.SUBMITTED,), State.DRAFT, label=_("Send back")),
        retire=Move((State.PUBLISHED,), State.PAST, label=_("Withdraw")),
    )

    entry = models.ForeignKey(HelpEntry, models.CASCADE, related_name="revisions", verbose_name=_("question of the help centre"))
    number = models.PositiveSmallIntegerField(_("version"))
    question = models.CharField(_("question"), max_length=80)
    answer = models.TextField(_("answer"), max_length=1000)
    question_en = models.CharField(_("question in English"), max_length=160, blank=True)
    answer_en = models.TextField(_("answer in English"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"), default=clock.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of a question")
        ordering = ["-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="help_version_once"),
            models.UniqueConstraint(fields=["entry"], condition=Q(state="published"), name="one_help_version_shown"),
            models.UniqueConstraint(fields=["entry"], condition=Q(state__in=["draft", "submitted"]), name="one_help_version_open"),
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(published_by=models.F("written_by"))),
                name="help_published_by_another_person"),
        ]

    def __str__(self):
        return f"{self.question} ({self.number})"

    @property
    def words(self) -> tuple[str, str]:
        """(question, answer) in the language of the reader."""
        if get_language() == "en" and self.question_en:
            return self.question_en, self.answer_en
        return self.question, self.answer
