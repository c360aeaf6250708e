"""Reviews: what buyers say of goods they received, once per line of an order (rules EC-10 to EC-12)."""

import re

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped

SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*|[。！？!?；;\n]+")


class ReviewQuerySet(StoreScoped, models.QuerySet):
    def held(self):
        return self.filter(state=Review.State.HELD)

    def published(self):
        return self.filter(state=Review.State.PUBLISHED)

    def waiting(self):
        """What a moderator has to look at: held ones, and published ones that somebody reported."""
        return self.filter(Q(state=Review.State.HELD) | Q(reported_at__isnull=False))


class Review(Moves, models.Model):
    """``text`` stays as it was written. ``hidden`` maps the place of a sentence to the reason of the law it is not shown for."""

    class State(models.TextChoices):
        HELD = "held", _("Waiting to be looked at")
        PUBLISHED = "published", _("Published")
        WITHHELD = "withheld", _("Held back")

    class Ground(models.TextChoices):
        """The only grounds on which something may be hidden; that it is bad is none (rule EC-10)."""

        MEDICAL = "medical", _("Speaks of illness or cure, which the law does not let stand beside goods")
        UNLAWFUL = "unlawful", _("Other content the law forbids")
        PRIVACY = "privacy", _("Personal data of somebody")
        ABUSE = "abuse", _("Insults somebody")

    TONES = {State.HELD: "warn", State.PUBLISHED: "ok", State.WITHHELD: "neutral"}
    flow = Flow(
        "state",
        publish=Move((State.HELD, State.WITHHELD), State.PUBLISHED, label=_("Publish")),
        withhold=Move((State.HELD, State.PUBLISHED), State.WITHHELD, label=_("Hold back")),
    )

    order_line = models.OneToOneField("orders.OrderLine", models.PROTECT, related_name="review", verbose_name=_("bought as"))
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="reviews", verbose_name=_("store"))
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="reviews", verbose_name=_("product"))
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="reviews", verbose_name=_("customer"))
    shown_name = models.CharField(_("name as shown"), max_length=20, blank=True)
    stars = models.PositiveSmallIntegerField(_("stars"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.CharField(_("text"), max_length=1000, blank=True)
    pictures = models.JSONField(_("pictures"), default=list, blank=True)
    has_pictures = models.BooleanField(_("with pictures"), default=False)
    hits = models.JSONField(_("words of the rule book"), default=list, blank=True)
    hidden = models.JSONField(_("sentences not shown"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.HELD)
    written_at = models.DateTimeField(_("written"), default=clock.now)
    due_at = models.DateTimeField(_("to be looked at by"), null=True, blank=True)
    ground = models.CharField(_("ground"), max_length=10, choices=Ground, blank=True)
    decision = models.CharField(_("reason of the decision"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reply = models.CharField(_("reply of the shop"), max_length=500, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replied by"))
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a buyer")
        verbose_name_plural = _("reviews of buyers")
        ordering = ["-written_at", "-id"]
        default_permissions = ("view",)
        permissions = [("moderate_review", _("Moderate and answer reviews"))]
        indexes = [
            models.Index(fields=["store", "product", "-written_at", "-id"], condition=Q(state="published"), name="reviews_newest"),
            models.Index(
                fields=["store", "product", "stars", "-written_at", "-id"], condition=Q(state="published"), name="reviews_low_first"),
            models.Index(
                fields=["store", "product", "-written_at", "-id"], name="reviews_pictures",
                condition=Q(state="published", has_pictures=True)),
            models.Index(fields=["due_at", "id"], condition=Q(state="held") | Q(reported_at__isnull=False), name="reviews_waiting"),
            models.Index(fields=["-written_at", "-id"], name="reviews_all"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_has_one_to_five_stars"),
            models.CheckConstraint(condition=~Q(state="withheld") | ~Q(ground=""), name="withheld_review_has_a_ground"),
        ]

    def __str__(self):
        return f"{self.stars}★ {self.text[:40]}"

    @property
    def headline(self) -> str:
        return str(self)

    @property
    def sentences(self) -> list[str]:
        return SENTENCE.findall(self.text)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """(sentence, "") or ("", why it is not shown), in the order they were written."""
        grounds = dict(self.Ground.choices)
        return [
            ("", grounds.get(self.hidden[str(place)], "")) if str(place) in self.hidden else (text, "")
            for place, text in enumerate(self.sentences)
        ]


class ReviewReport(models.Model):
    """Somebody finds that a review should be looked at."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="reports", verbose_name=_("review of a buyer"))
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="review_reports", verbose_name=_("customer"))
    ground = models.CharField(_("ground"), max_length=10, choices=Review.Ground)
    text = models.CharField(_("text"), max_length=300, blank=True)
    at = models.DateTimeField(_("reported"), default=clock.now)

    class Meta:
        verbose_name = _("report about a review")
        verbose_name_plural = _("reports about reviews")
        ordering = ["-at", "-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["review", "customer"], name="review_reported_once_by_each")]

    def __str__(self):
        return f"{self.get_ground_display()} · {self.review_id}"
