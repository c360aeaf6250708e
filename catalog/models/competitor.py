"""The market around us: who else sells, what, at which price, and how far we are from it (duties P3, L12, M16)."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import measures
from catalog.models.sku import Sku
from microstore.core import clock
from microstore.core.models import StoredFile
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves


class CompanyData(models.QuerySet):
    def visible_to(self, user):
        """What is known of the market belongs to the company; the permission of the page decides."""
        return self


class Competitor(models.Model):
    """A shop or brand that our customers could buy from instead."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    platform = models.CharField(_("platform"), max_length=60, blank=True, help_text=_("Where it sells: Tmall, JD, a WeChat store …"))
    url = models.URLField(_("address"), max_length=300, blank=True)
    strengths = models.CharField(_("strengths and weaknesses"), max_length=300, blank=True)
    is_active = models.BooleanField(_("watched"), default=True)
    created_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = CompanyData.as_manager()

    class Meta:
        verbose_name = _("competitor")
        verbose_name_plural = _("competitors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("backoffice:competitor", args=[self.pk])


class CompetitorProductQuerySet(CompanyData):
    def watched(self):
        return self.filter(is_active=True, competitor__is_active=True)


class CompetitorProduct(models.Model):
    """What a competitor sells; linked to the pack size of ours that it stands against.

    The ``newest_…`` fields repeat the newest observation and ``before_fen`` the price before it, so that lists and the gap are one
    query of one table; ``selection.services.market`` alone writes them."""

    competitor = models.ForeignKey(Competitor, models.PROTECT, related_name="products", verbose_name=_("competitor"))
    name = models.CharField(_("name"), max_length=120)
    spec = models.CharField(_("specification"), max_length=80, blank=True)
    url = models.URLField(_("address"), max_length=300, blank=True)
    sku = models.ForeignKey(
        Sku, models.SET_NULL, null=True, blank=True, related_name="rivals", verbose_name=_("our pack size"),
        help_text=_("The one it is compared with: the same contents, as far as there is one."))
    intake_per_day = models.PositiveSmallIntegerField(
        _("pieces taken per day"), null=True, blank=True,
        help_text=_("As its label says. Empty: not known, then nothing is said by the day."))
    is_active = models.BooleanField(_("watched"), default=True)
    first_seen_on = models.DateField(_("first seen"), default=clock.today)
    newest_fen = FenField(_("newest price"), null=True, editable=False)
    newest_on = models.DateField(_("seen"), null=True, editable=False)
    newest_promo = models.CharField(_("promotion"), max_length=200, blank=True, editable=False)
    before_fen = FenField(_("price before"), null=True, editable=False)

    objects = CompetitorProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("competitor's product")
        verbose_name_plural = _("competitors' products")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["competitor", "name", "spec"], name="competitor_product_once")]
        indexes = [models.Index(fields=["-newest_on", "-id"], name="rival_newest")]

    def __str__(self) -> str:
        return f"{self.name} {self.spec}".strip()

    def get_absolute_url(self) -> str:
        return reverse("backoffice:rival", args=[self.pk])

    @property
    def days_of_supply(self) -> int | None:
        """How many whole days a pack lasts; None where its specification counts no pieces or nobody knows how many a day are taken."""
        pieces = measures.content_of(self.spec or self.name).pieces
        return pieces // self.intake_per_day or None if pieces and self.intake_per_day else None

    @property
    def day_fen(self) -> int | None:
        """What a day of use costs by its newest price."""
        days = self.days_of_supply
        return measures.each(self.newest_fen, days) if days and self.newest_fen else None

    @property
    def move_fen(self) -> int | None:
        """How the price moved with the newest observation."""
        return None if self.before_fen is None or self.newest_fen is None else self.newest_fen - self.before_fen


class PriceObservation(models.Model):
    """One look at a competitor's price, kept for good."""

    class Source(models.TextChoices):
        PAGE = "page", _("Product page")
        LIVE = "live", _("Live stream")
        SHOP = "shop", _("Shop or counter")
        CUSTOMER = "customer", _("Told by a customer")
        OTHER = "other", _("Other")

    rival = models.ForeignKey(CompetitorProduct, models.PROTECT, related_name="observations", verbose_name=_("competitor's product"))
    price_fen = FenField(_("price"))
    promo = models.CharField(_("promotion"), max_length=200, blank=True)
    seen_on = models.DateField(_("seen on"), default=clock.today)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.PAGE)
    url = models.URLField(_("address"), max_length=300, blank=True)
    screenshot = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("seen by"))
    at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = CompanyData.as_manager()

    class Meta:
        verbose_name = _("price observation")
        verbose_name_plural = _("price observations")
        ordering = ["-seen_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(price_fen__gt=0), name="observed_price_positive")]
        indexes = [models.Index(fields=["rival", "-seen_on", "-id"], name="observation_history"),
                   models.Index(fields=["-seen_on", "-id"], name="observation_newest")]

    def __str__(self) -> str:
        return f"{self.rival_id}: {self.price_fen}"


class PriceAlarm(Moves, models.Model):
    """A pack size of ours costs clearly more than at a competitor. One stands open per pack size; it closes itself."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Gap gone")

    TONES = {State.OPEN: "warn", State.ANSWERED: "info", State.CLOSED: "ok"}
    flow = Flow(
        "state",
        answer_alarm=Move((State.OPEN, State.ANSWERED), State.ANSWERED, label=_("Answer")),
        close_alarm=Move((State.OPEN, State.ANSWERED), State.CLOSED, label=_("Close")),
    )

    sku = models.ForeignKey(Sku, models.CASCADE, related_name="price_alarms", verbose_name=_("SKU"))
    rival = models.ForeignKey(CompetitorProduct, models.PROTECT, related_name="+", verbose_name=_("competitor's product"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("responsible"))
    ours_fen = FenField(_("our price"))
    theirs_fen = FenField(_("their price"))
    per_cent = models.IntegerField(_("gap, per cent"))
    opened_at = models.DateTimeField(_("noticed"), default=clock.now)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by"))
    answered_at = models.DateTimeField(_("answered"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = CompanyData.as_manager()

    class Meta:
        verbose_name = _("competitor price alarm")
        verbose_name_plural = _("competitor price alarms")
        ordering = ["-opened_at", "-id"]
        permissions = [("answer_pricealarm", _("Can answer competitor price alarms"))]
        constraints = [models.UniqueConstraint(fields=["sku"], condition=~Q(state="closed"), name="one_open_price_alarm")]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="price_alarm_newest"),
                   models.Index(fields=["owner"], condition=Q(state="open"), name="price_alarm_waiting")]

    def __str__(self) -> str:
        return f"{self.sku.code} +{self.per_cent} %"

    def get_absolute_url(self) -> str:
        return reverse("backoffice:price-alarm", args=[self.pk])


class MarketSurvey(Moves, models.Model):
    """The monthly survey of competitors' prices and new products (duty L12), kept as proof once confirmed.

    ``rows`` is written with the confirmation and says what was known then: one entry per competitor's product that moved, is new or
    was not looked at. ``strategy`` is what marketing makes of it (duty M16)."""

    class State(models.TextChoices):
        OPEN = "open", _("Being written")
        CONFIRMED = "confirmed", _("Confirmed")

    TONES = {State.OPEN: "warn", State.CONFIRMED: "ok"}
    flow = Flow("state", confirm_survey=Move((State.OPEN,), State.CONFIRMED, label=_("Confirm")))

    month = models.DateField(_("month"), unique=True, help_text=_("Its first day."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(_("begun"), default=clock.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    summary = models.TextField(_("findings"), blank=True)
    rows = models.JSONField(_("observed"), default=list, blank=True)
    strategy = models.TextField(_("what we do differently"), blank=True)
    strategy_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    strategy_at = models.DateTimeField(_("written"), null=True)

    objects = CompanyData.as_manager()

    class Meta:
        verbose_name = _("market survey")
        verbose_name_plural = _("market surveys")
        ordering = ["-month"]
        permissions = [("confirm_marketsurvey", _("Can confirm the monthly market survey")),
                       ("judge_market", _("Can write the strategy against competitors"))]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("backoffice:market-survey", args=[self.pk])
