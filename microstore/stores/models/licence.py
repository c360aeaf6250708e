"""Licences that a store must show (E-Commerce Law art. 15)."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import ProductClass
from microstore.compliance.goods import DEVICE_PAPERS
from microstore.core import clock
from microstore.core.models import StoredFile
from microstore.stores import norms
from microstore.stores.models.store import Store
from microstore.stores.scope import StoreScoped


class LicenceQuerySet(StoreScoped, models.QuerySet):
    def in_force(self, day=None):
        day = day or clock.today()
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day)).filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def covering(self, product_class: str | OuterRef, day=None):
        """Papers in force that let a store sell goods of this class: for medicines its drug licence, if its scope names them and a
        pharmacist is registered (rules RX-01, RX-03); for devices of the classes II and III the filing or licence (rule MD-01)."""
        pharmacist = Licence.objects.in_force(day).filter(kind=Licence.Kind.PHARMACIST, store=OuterRef("store"))
        of_medicines = Q(Exists(pharmacist), kind=Licence.Kind.DRUG, classes__contains=[product_class])
        return self.in_force(day).filter(of_medicines | Q(kind=product_class, kind__in=list(DEVICE_PAPERS)))

    def expired(self, day=None):
        return self.filter(valid_until__lt=day or clock.today())

    def ending_soon(self, day=None, days=None):
        day = day or clock.today()
        return self.filter(valid_until__range=(day, day + timedelta(days=norms.FIRST_WARNING.value if days is None else days)))


class Licence(models.Model):
    """A paper of the seller: number, issuer and how long it holds. No end date means without limit."""

    class Kind(models.TextChoices):
        BUSINESS = "business", _("Business licence")
        FOOD = "food", _("Food trading licence")
        FILING = "filing", _("Online food trading filing")
        AUTHORISATION = "authorisation", _("Brand authorisation")
        DRUG = "drug", _("Drug trading licence")
        PHARMACIST = "pharmacist", _("Registration of the pharmacist")
        DRUG_INFORMATION = "drug_information", _("Online drug information filing")
        DEVICE_2 = "device_2", _("Filing to trade class II medical devices")
        DEVICE_3 = "device_3", _("Licence to trade class III medical devices")

        @classmethod
        def of_device(cls, product_class: str) -> str:
            """The paper that a store needs for devices of this class, by whose name it goes; empty for other goods."""
            return cls(product_class) if product_class in DEVICE_PAPERS else ""

    class Standing(models.TextChoices):
        NOT_YET = "not_yet", _("Not yet in force")
        IN_FORCE = "in_force", _("In force")
        ENDING = "ending", _("Ending soon")
        EXPIRED = "expired", _("Expired")

    TONES = {Standing.NOT_YET: "info", Standing.IN_FORCE: "ok", Standing.ENDING: "warn", Standing.EXPIRED: "danger"}

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="licences", verbose_name=_("store"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    number = models.CharField(_("number"), max_length=60)
    name = models.CharField(_("holder"), max_length=120)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    scope = models.CharField(_("covers"), max_length=200, blank=True)
    classes = ArrayField(
        models.CharField(max_length=20), verbose_name=_("medicines it covers"), default=list, db_default=[], blank=True,
        help_text="Only of a drug licence.",
    )  # fmt: skip
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"))

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["store", "kind", "valid_until"]
        constraints = [
            models.UniqueConstraint(fields=["store", "kind", "number"], name="licence_once_per_store"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=models.F("valid_from")),
                name="licence_ends_after_it_begins",
                violation_error_message=_("A licence cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    @property
    def days_left(self):
        """Days until the last day of validity, today being 0; None without limit; negative when past."""
        return None if self.valid_until is None else (self.valid_until - clock.today()).days

    @property
    def standing(self):
        if self.valid_from and self.valid_from > clock.today():
            return self.Standing.NOT_YET
        if self.days_left is None or self.days_left > norms.FIRST_WARNING.value:
            return self.Standing.IN_FORCE
        return self.Standing.ENDING if self.days_left >= 0 else self.Standing.EXPIRED

    @property
    def class_labels(self) -> list[str]:
        """The medicines it covers, in words."""
        return [str(ProductClass(code).label) for code in self.classes if code in ProductClass.values]

    @property
    def holds(self):
        return self.standing in (self.Standing.IN_FORCE, self.Standing.ENDING)

    @property
    def tone(self):
        return self.TONES[self.standing]


class PaperWarningQuerySet(StoreScoped, models.QuerySet):
    store_path = "licence__store"


class PaperWarning(models.Model):
    """That people were told, ``days`` before the end, that a paper runs out. A renewed end is warned of anew."""

    licence = models.ForeignKey(Licence, on_delete=models.CASCADE, related_name="warnings", verbose_name=_("licence"))
    valid_until = models.DateField(_("valid until"))
    days = models.PositiveSmallIntegerField(_("days before the end"))
    told = models.PositiveSmallIntegerField(_("people told"), default=0)
    at = models.DateTimeField(_("warned"), default=clock.now, editable=False)

    objects = PaperWarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("warning of a paper")
        verbose_name_plural = _("warnings of papers")
        constraints = [models.UniqueConstraint(fields=["licence", "valid_until", "days"], name="paperwarning_once")]

    def __str__(self):
        return f"{self.licence} −{self.days}"
