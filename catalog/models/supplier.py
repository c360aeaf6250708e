"""Who delivers goods, with the papers that let them, and what came of their deliveries (duty P2; rules FS-02, GS-01, LI-04)."""
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import ProductClass
from microstore.compliance.goods import BUNDLES
from microstore.core import clock
from microstore.core.models import StoredFile
from microstore.core.sentences import SentenceField
from microstore.core.states import Flow, Move, Moves


class SupplierQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def qualified(self, day=None):
        """Suppliers whom somebody qualified and who hold a verified licence on ``day`` (today by default)."""
        held = SupplierLicence.objects.in_force(day).filter(supplier=OuterRef("pk"))
        return self.filter(Exists(held), state=Supplier.State.QUALIFIED)

    def fit_for(self, product_class: str, day=None):
        """Those of them who may supply goods of this class."""
        held = SupplierLicence.objects.in_force(day).filter(supplier=OuterRef("pk"), scope__contains=[product_class])
        return self.filter(Exists(held), state=Supplier.State.QUALIFIED)


class Supplier(Moves, models.Model):
    """Bought from and sold are only goods of a qualified supplier whose licences cover their class."""

    class State(models.TextChoices):
        CANDIDATE = "candidate", _("Candidate")
        QUALIFIED = "qualified", _("Qualified")
        SUSPENDED = "suspended", _("Suspended supplier")

    TONES = {State.CANDIDATE: "info", State.QUALIFIED: "ok", State.SUSPENDED: "danger"}
    flow = Flow(
        "state",
        qualify_supplier=Move((State.CANDIDATE, State.SUSPENDED), State.QUALIFIED, label=_("Qualify")),
        suspend_supplier=Move((State.CANDIDATE, State.QUALIFIED), State.SUSPENDED, label=_("Suspend the supplier")),
    )

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CANDIDATE, editable=False)
    state_reason = SentenceField(_("reason of the state"), max_length=300, blank=True, editable=False)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["code"]
        permissions = [("propose_supplier", _("Can ask for a supplier to be qualified")),
                       ("qualify_supplier", _("Can qualify and suspend suppliers"))]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("backoffice:supplier", args=[self.code])


class SupplierLicenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def in_force(self, day=None):
        """Verified by a colleague and valid on ``day``."""
        day = day or clock.today()
        begun, open_ended = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(begun, open_ended, verified_at__isnull=False)

    def ending_soon(self, days: int, day=None):
        day = day or clock.today()
        return self.filter(valid_until__range=(day, day + timedelta(days=days)))


class SupplierLicence(models.Model):
    """A paper of a supplier: it counts from the moment somebody has compared it with the original. No end means without limit."""

    class Kind(models.TextChoices):
        FOOD_BIZ = "food_biz", _("Food trading licence")
        FOOD_PROD = "food_prod", _("Food production licence")
        FOOD_FILE = "food_file", _("Prepacked food filing")
        DRUG_BIZ = "drug_biz", _("Drug trading licence")
        DRUG_PROD = "drug_prod", _("Drug production licence")
        DEVICE = "device", _("Medical device licence or filing")
        BUSINESS = "business", _("Business licence")

    class Standing(models.TextChoices):
        UNVERIFIED = "unverified", _("To be verified")
        NOT_YET = "not_yet", _("Not yet in force")
        IN_FORCE = "in_force", _("In force")
        ENDING = "ending", _("Ending soon")
        EXPIRED = "expired", _("Expired")

    TONES = {
        Standing.UNVERIFIED: "warn", Standing.NOT_YET: "info", Standing.IN_FORCE: "ok", Standing.ENDING: "warn",
        Standing.EXPIRED: "danger",
    }

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="licences", verbose_name=_("supplier"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FOOD_BIZ)
    number = models.CharField(_("licence number"), max_length=60)
    scope = ArrayField(models.CharField(max_length=20), verbose_name=_("covers"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan"))
    verified_at = models.DateTimeField(_("verified"), null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("verified by"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("recorded by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = SupplierLicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier licence")
        verbose_name_plural = _("supplier licences")
        ordering = ["kind", "-valid_until", "pk"]
        permissions = [("verify_supplierlicence", _("Can verify licences of suppliers"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")), name="paper_ends_after_it_begins",
                violation_error_message=_("A licence cannot end before it begins.")),
            models.UniqueConstraint(
                fields=["supplier", "kind", "number", "valid_until"], nulls_distinct=False, name="paper_once_per_supplier"),
        ]
        indexes = [GinIndex(fields=["scope"], name="paper_scope"), models.Index(fields=["valid_until"], name="paper_ending")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    @property
    def days_left(self) -> int | None:
        return None if self.valid_until is None else (self.valid_until - clock.today()).days

    @property
    def standing(self):
        from catalog.suppliers import norms

        if self.days_left is not None and self.days_left < 0:
            return self.Standing.EXPIRED
        if self.verified_at is None:
            return self.Standing.UNVERIFIED
        if self.valid_from and self.valid_from > clock.today():
            return self.Standing.NOT_YET
        is_ending = self.days_left is not None and self.days_left <= norms.FIRST_WARNING.value
        return self.Standing.ENDING if is_ending else self.Standing.IN_FORCE

    @property
    def tone(self) -> str:
        return self.TONES[self.standing]

    @property
    def classes(self) -> list[str]:
        """The classes it covers, in words."""
        return [str(ProductClass(code).label) for code in self.scope if code in ProductClass.values]


class LicenceWarning(models.Model):
    """That people were told, ``days`` before the end, that a supplier's licence runs out. A renewed end is warned of anew."""

    licence = models.ForeignKey(SupplierLicence, models.CASCADE, related_name="warnings", verbose_name=_("licence"))
    valid_until = models.DateField(_("valid until"))
    days = models.PositiveSmallIntegerField(_("days before the end"))
    told = models.PositiveSmallIntegerField(_("people told"), default=0)
    at = models.DateTimeField(_("warned"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("warning of a supplier licence")
        verbose_name_plural = _("warnings of supplier licences")
        constraints = [models.UniqueConstraint(fields=["licence", "valid_until", "days"], name="licencewarning_once")]

    def __str__(self):
        return f"{self.licence} −{self.days}"


class SupplierTally(models.Model):
    """One fact that counts for or against a supplier, told by the department that saw it; once per ``reference``."""

    class Kind(models.TextChoices):
        DELIVERED = "delivered", _("Delivered line")
        LATE = "late", _("Arrived late")
        SHORT = "short", _("Arrived short")
        DAMAGED = "damaged", _("Failed inspection")
        DEFECT = "defect", _("Batch on hold")
        COMPLAINT = "complaint", _("Complaint about the goods")

    TONES = {
        Kind.DELIVERED: "ok", Kind.LATE: "warn", Kind.SHORT: "warn", Kind.DAMAGED: "danger", Kind.DEFECT: "danger",
        Kind.COMPLAINT: "danger",
    }

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="tallies", verbose_name=_("supplier"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reference = models.CharField(_("document"), max_length=60)
    product = models.ForeignKey("catalog.Product", models.SET_NULL, null=True, related_name="tallies", verbose_name=_("product"))
    product_class = models.CharField(_("class of goods"), max_length=20, blank=True)
    day = models.DateField(_("day"), default=clock.today)

    class Meta:
        verbose_name = _("tally of a supplier")
        verbose_name_plural = _("tallies of suppliers")
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="tallied_once")]
        indexes = [models.Index(fields=["supplier", "-day", "-id"], name="tally_of_supplier"),
                   models.Index(fields=["product_class", "day"], name="tally_of_class")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}"


def may_supply(supplier: str = "product__supplier", product_class: str = "product__product_class", day=None) -> Q:
    """Condition for rows that reach a supplier and a class of goods by these paths: qualified, and licensed for the class today.
    A bundle needs no licence of its own: what is inside is looked at."""
    held = SupplierLicence.objects.in_force(day).filter(supplier=OuterRef(supplier), scope__contains=[OuterRef(product_class)])
    return Q(**{f"{supplier}__state": Supplier.State.QUALIFIED}) & (Q(**{f"{product_class}__in": BUNDLES}) | Q(Exists(held)))
