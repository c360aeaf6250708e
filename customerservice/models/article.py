"""Health reading: general knowledge, published by two people, without any goods beside it (rule AD-14)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class Article(Moves, models.Model):
    """All stores show it. A published text is not changed: it is withdrawn, written anew and approved again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        PUBLISHED = "published", _("Published")

    TONES = {State.DRAFT: "neutral", State.SUBMITTED: "warn", State.PUBLISHED: "ok"}
    flow = Flow(
        "state",
        submit=Move((State.DRAFT,), State.SUBMITTED, label=_("Hand in")),
        publish=Move((State.SUBMITTED,), State.PUBLISHED, label=_("Publish")),
        send_back=Move((State.SUBMITTED,), State.DRAFT, label=_("Send back")),
        withdraw=Move((State.PUBLISHED,), State.DRAFT, label=_("Withdraw")),
    )

    title = models.CharField(_("title"), max_length=60)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    summary = models.CharField(_("summary"), max_length=200)
    body = models.TextField(
        _("text"), max_length=8000, help_text=_("Paragraphs are parted by an empty line; a line that begins with # is a heading."))
    sources = models.CharField(_("sources"), max_length=300, blank=True, help_text=_("Who says so, and where it can be read."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"), default=clock.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-written_at", "-id"]
        default_permissions = ("view", "add", "change")
        permissions = [("approve_article", _("Approve articles"))]
        indexes = [models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="articles_published")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(published_by=models.F("written_by"))),
                name="article_published_by_another_person"),
        ]

    def __str__(self):
        return self.title

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """("h", heading) and ("p", paragraph)."""
        parts = [part.strip() for part in self.body.replace("\r", "").split("\n\n")]
        return [("h", part.lstrip("# ")) if part.startswith("#") else ("p", part) for part in parts if part]
