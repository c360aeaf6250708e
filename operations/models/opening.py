"""A store on its way to its customers: research, positioning, plan, building, acceptance (state C23, duty O3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.sentences import SentencesField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.models import Store
from microstore.stores.scope import StoreScoped


class OpeningState(models.TextChoices):
    RESEARCH = "research", _("Market research")
    POSITIONING = "positioning", _("Positioning")
    PLAN = "plan", _("Development plan")
    SUBMITTED = "submitted", _("Plan before the director")
    APPROVED = "approved", _("Plan approved")
    BUILDING = "building", _("Being built")
    ACCEPTANCE = "acceptance", _("In acceptance")
    OPEN = "open", _("Open for customers")
    GIVEN_UP = "given_up", _("Given up")


S = OpeningState
ENDED = (S.OPEN, S.GIVEN_UP)


class OpeningQuerySet(StoreScoped, models.QuerySet):
    def under_way(self):
        return self.exclude(state__in=ENDED)


class Opening(Moves, models.Model):
    """The project beside the store it opens. What is written here is kept after the opening: it says why the store is as it is."""

    TONES = {
        S.RESEARCH: "info", S.POSITIONING: "info", S.PLAN: "info", S.SUBMITTED: "warn", S.APPROVED: "brand", S.BUILDING: "info",
        S.ACCEPTANCE: "warn", S.OPEN: "ok", S.GIVEN_UP: "neutral",
    }  # fmt: skip

    store = models.OneToOneField(Store, models.PROTECT, related_name="opening", verbose_name=_("store"))
    state = models.CharField(_("state"), max_length=12, choices=S, default=S.RESEARCH, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("leads the opening"))
    begun_at = models.DateTimeField(_("begun"), default=clock.now, editable=False)
    planned_for = models.DateField(_("planned opening day"), null=True, blank=True)

    customers = models.TextField(_("target customers"), max_length=4000, blank=True)
    competitors = models.TextField(_("competitors"), max_length=4000, blank=True)
    trends = models.TextField(_("market trends"), max_length=4000, blank=True)
    positioning = models.TextField(_("positioning"), max_length=4000, blank=True)
    plan = models.TextField(_("development plan"), max_length=8000, blank=True)

    researched_at = models.DateTimeField(null=True, editable=False)
    positioned_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(_("plan approved"), null=True, editable=False)
    built_at = models.DateTimeField(null=True, editable=False)
    accepting_since = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    flow = Flow(
        "state",
        finish_research=Move((S.RESEARCH,), S.POSITIONING, label=_("Research is complete")),
        finish_positioning=Move((S.POSITIONING,), S.PLAN, label=_("Positioning is settled")),
        submit=Move((S.PLAN,), S.SUBMITTED, label=_("Submit the plan")),
        approve=Move((S.SUBMITTED,), S.APPROVED, label=_("Approve the plan")),
        send_back=Move((S.SUBMITTED,), S.PLAN, label=_("Send the plan back")),
        start_building=Move((S.APPROVED,), S.BUILDING, label=_("Begin to build")),
        start_acceptance=Move((S.BUILDING,), S.ACCEPTANCE, label=_("Begin the acceptance")),
        rework=Move((S.ACCEPTANCE,), S.BUILDING, label=_("Back to building")),
        open_store=Move((S.ACCEPTANCE,), S.OPEN, label=_("Open the store")),
        give_up=Move(
            (S.RESEARCH, S.POSITIONING, S.PLAN, S.APPROVED, S.BUILDING, S.ACCEPTANCE), S.GIVEN_UP, label=_("Give the opening up")
        ),
    )

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("store opening")
        verbose_name_plural = _("store openings")
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["state", "-begun_at", "-id"], name="opening_by_state")]
        permissions = [
            ("approve_opening", _("Approve the plan of a store")),
            ("accept_opening", _("Tick the acceptance of a store")),
        ]

    def __str__(self):
        return str(self.store)

    def get_absolute_url(self):
        return reverse("backoffice:opening", args=[self.store.code])

    @property
    def code(self) -> str:
        return self.store.code

    @property
    def is_under_way(self) -> bool:
        return self.state not in ENDED


class OfOpening(StoreScoped, models.QuerySet):
    store_path = "opening__store"


class AcceptanceTick(models.Model):
    """One item of the acceptance that a person looked at and answers for by name. Going back to building takes it away."""

    class Item(models.TextChoices):
        PAGES = "pages", _("Pages are professional, easy to use and fit the positioning")
        DATA = "data", _("Product management confirms the product data")
        WORDS = "words", _("Marketing confirms the words")
        SERVICE = "service", _("Customer service and warehouse are ready for this store")

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="ticks", verbose_name=_("store opening"))
    item = models.CharField(_("item"), max_length=12, choices=Item)
    note = models.CharField(_("what was looked at"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = OfOpening.as_manager()

    class Meta:
        verbose_name = _("tick of the acceptance")
        verbose_name_plural = _("ticks of the acceptance")
        constraints = [models.UniqueConstraint(fields=["opening", "item"], name="acceptancetick_once")]

    def __str__(self):
        return self.get_item_display()


class LinkCheck(models.Model):
    """One walk over the pages of a store as a customer sees them: how many links were opened, and which are broken."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="link_checks", verbose_name=_("store opening"))
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    opened = models.PositiveIntegerField(_("links opened"))
    broken = SentencesField(_("broken"), default=list)

    objects = OfOpening.as_manager()

    class Meta:
        verbose_name = _("check of links")
        verbose_name_plural = _("checks of links")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["opening", "-at"], name="linkcheck_latest")]

    def __str__(self):
        return f"{self.opening} {self.at:%Y-%m-%d}"

    @property
    def is_good(self) -> bool:
        return self.opened > 0 and not self.broken


class OfStore(StoreScoped, models.QuerySet):
    pass


class StoreGoal(models.Model):
    """What a store shall sell in a year, or in a quarter of it (duty O1)."""

    store = models.ForeignKey(Store, models.CASCADE, related_name="goals", verbose_name=_("store"))
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"), null=True, blank=True)
    sales_fen = models.PositiveBigIntegerField(_("sales"))
    orders = models.PositiveIntegerField(_("orders"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    set_at = models.DateTimeField(default=clock.now, editable=False)

    objects = OfStore.as_manager()

    class Meta:
        verbose_name = _("goal of a store")
        verbose_name_plural = _("goals of stores")
        ordering = ["-year", models.F("quarter").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["store", "year", "quarter"], nulls_distinct=False, name="storegoal_once"),
            models.CheckConstraint(condition=Q(quarter=None) | Q(quarter__range=(1, 4)), name="storegoal_quarter"),
        ]

    def __str__(self):
        return f"{self.store} {self.year}" + (f" Q{self.quarter}" if self.quarter else "")


class StrategyDecision(models.Model):
    """A change of a store's strategy: which fact of the market caused it, what was decided, and when it is looked at again (duty O2)."""

    store = models.ForeignKey(Store, models.CASCADE, related_name="decisions", verbose_name=_("store"))
    market_fact = models.TextField(_("what changed in the market"), max_length=2000)
    decision = models.TextField(_("what is decided"), max_length=2000)
    review_on = models.DateField(_("looked at again on"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(default=clock.now, editable=False)
    campaigns = models.ManyToManyField("marketing.Campaign", blank=True, related_name="decisions", verbose_name=_("campaigns it led to"))
    price_changes = models.ManyToManyField(
        "catalog.PriceChange", blank=True, related_name="decisions", verbose_name=_("price changes it led to"))
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("looked at by"), editable=False
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)

    objects = OfStore.as_manager()

    class Meta:
        verbose_name = _("strategy decision")
        verbose_name_plural = _("strategy decisions")
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["review_on"], condition=Q(reviewed_at=None), name="decision_to_review")]

    def __str__(self):
        return self.decision[:60]

    @property
    def is_due(self) -> bool:
        return self.reviewed_at is None and self.review_on <= clock.today()
