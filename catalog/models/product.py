"""Product: the thing with a certificate, sold as one or more SKUs."""
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.master import Brand, Category
from catalog.models.supplier import Supplier
from microstore.compliance.classes import ProductClass
from microstore.core.states import Flow, Move, Moves


class ProductQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Products are company data: whoever may see products sees all; sales are limited by listing."""
        return self


class Product(Moves, models.Model):
    """What it says stands in its revisions; the live one is never edited. State C10."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        INFO_REVIEW = "info_review", _("In review")
        READY = "ready", _("Ready to list")
        LISTED = "listed", _("Listed")
        SUSPENDED = "suspended", _("Suspended")
        DELISTED = "delisted", _("Delisted")
        RETIRED = "retired", _("Retired for good")

    TONES = {
        State.PREPARING: "neutral", State.INFO_REVIEW: "warn", State.READY: "info",
        State.LISTED: "ok", State.SUSPENDED: "danger", State.DELISTED: "neutral",
        State.RETIRED: "neutral",
    }

    class Delisting(models.TextChoices):
        SLOW = "slow", _("Sells too slowly")
        EXPIRED = "expired", _("No sellable batch left")
        QUALITY = "quality", _("Quality problem")
        SEASON = "season", _("Out of season")
        LICENCE = "licence", _("Certificate or licence ended")

    TRADE = (Delisting.SLOW, Delisting.SEASON)  # a colleague agrees first (duty P11)

    code = models.CharField(_("product number"), max_length=20, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120, help_text=_("Name on the certificate, kept equal to the newest revision."))
    product_class = models.CharField(_("class of goods"), max_length=20, choices=ProductClass, default=ProductClass.HEALTH_FOOD)
    category = models.ForeignKey(Category, models.PROTECT, related_name="products", verbose_name=_("category"))
    brand = models.ForeignKey(Brand, models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("brand"))
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="products", verbose_name=_("supplier"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING, editable=False)
    live_revision = models.ForeignKey(
        "catalog.ProductRevision", models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name=_("live revision"))
    is_adults_only = models.BooleanField(
        _("adults only"), default=False, db_default=False, help_text=_("Not for minors: whoever orders states that they are 18 or older."))
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    sought = models.CharField(
        max_length=200, blank=True, default="", db_default="", editable=False, help_text="Name and brand as search spells them.")
    search = SearchVectorField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = ProductQuerySet.as_manager()
    flow = Flow(
        "state",
        submit=Move((State.PREPARING, State.DELISTED), State.INFO_REVIEW, label=_("Submit for review")),
        approve=Move((State.INFO_REVIEW,), State.READY, label=_("Approve")),
        send_back=Move((State.INFO_REVIEW,), State.PREPARING, label=_("Send back")),
        list_in_store=Move((State.READY, State.LISTED), State.LISTED, label=_("List in stores")),
        suspend=Move((State.LISTED,), State.SUSPENDED, label=_("Suspend")),
        resume=Move((State.SUSPENDED,), State.LISTED, label=_("Resume")),
        delist=Move((State.READY, State.LISTED, State.SUSPENDED), State.DELISTED, label=_("Delist")),
        retire=Move((State.DELISTED,), State.RETIRED, label=_("Retire for good")),
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["search"], name="product_search"), models.Index(fields=["state"], name="product_state"),
            models.Index(fields=["name"], name="product_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["ready", "listed", "suspended"]) | models.Q(live_revision__isnull=False),
                name="product_on_sale_has_live_revision"),
        ]
        permissions = [
            ("submit_product", _("Can submit products for review")),
            ("approve_product", _("Can approve products")),
            ("list_product", _("Can list products in stores")),
            ("delist_product", _("Can delist and suspend products")),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("backoffice:product", args=[self.code])

    @property
    def newest_revision(self):
        return self.revisions.order_by("-number").first()

    @property
    def pending_revision(self):
        """The draft, the one in review or waiting for its moment, if any; the live copy stays as it is meanwhile."""
        return self.revisions.filter(state__in=["draft", "in_review", "scheduled"]).order_by("-number").first()

    @property
    def supplier_fault(self) -> str:
        """Why its supplier may not supply it now, in a sentence."""
        from catalog.suppliers.services import fitness

        return fitness.fault(self.supplier, self.product_class)

    @property
    def is_over(self) -> bool:
        """It left every shelf and does not come back by itself."""
        return self.state in (self.State.DELISTED, self.State.RETIRED)

    @property
    def is_live(self) -> bool:
        return self.state == self.State.LISTED
