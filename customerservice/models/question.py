"""Questions that customers ask on a product page, and the answers everybody reads there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class QuestionQuerySet(StoreScoped, models.QuerySet):
    def waiting(self):
        return self.filter(state=Question.State.ASKED)

    def published(self):
        return self.filter(state=Question.State.PUBLISHED)


class Question(Moves, models.Model):
    """``shown_text`` is what everybody reads; the customer's own words stay in ``text``. ``hits``: words of the rule book in it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Not published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {State.ASKED: "warn", State.PUBLISHED: "ok", State.REFUSED: "neutral", State.WITHDRAWN: "neutral"}
    flow = Flow(
        "state",
        publish=Move((State.ASKED, State.WITHDRAWN), State.PUBLISHED, label=_("Answer and publish")),
        refuse=Move((State.ASKED,), State.REFUSED, label=_("Do not publish")),
        withdraw=Move((State.PUBLISHED,), State.WITHDRAWN, label=_("Withdraw")),
    )

    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="questions", verbose_name=_("store"))
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="questions", verbose_name=_("product"))
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="questions", verbose_name=_("customer"))
    text = models.CharField(_("question"), max_length=300)
    shown_text = models.CharField(_("question as shown"), max_length=300, blank=True)
    hits = models.JSONField(_("words of the rule book"), default=list, blank=True)
    groups = models.JSONField(_("special groups named"), default=list, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    token = models.CharField(_("form token"), max_length=40, unique=True)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    due_at = models.DateTimeField(_("to be answered by"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a product")
        verbose_name_plural = _("questions about products")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["store", "product", "-published_at"], condition=Q(state="published"), name="questions_on_page"),
            models.Index(fields=["due_at", "id"], condition=Q(state="asked"), name="questions_waiting"),
            models.Index(fields=["-asked_at", "-id"], name="questions_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | (~Q(answer="") & ~Q(shown_text="") & Q(published_at__isnull=False)),
                name="published_question_has_answer",
            ),
        ]
        permissions = [("answer_question", _("Answer questions about products"))]

    def __str__(self):
        return self.text[:40]
