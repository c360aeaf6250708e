"""Master data that products point at: categories, brands, suppliers."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import Zone
from microstore.core import clock


class Category(models.Model):
    """A shelf of the shop. At most three levels deep.

    ``zone`` of the top shelf keeps kinds of goods apart that may not stand together (rules HF-14, RX-05); empty: anything but drugs."""
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent category"))
    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    zone = models.CharField(_("kind of shelf"), max_length=20, choices=Zone, blank=True, default="")

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["parent", "name"], nulls_distinct=False, name="category_name_once_per_parent")]

    def __str__(self):
        return self.name

    @property
    def level(self) -> int:
        return 1 if self.parent is None else self.parent.level + 1

    @property
    def top(self) -> "Category":
        return self if self.parent is None else self.parent.top


class Brand(models.Model):
    """A trade mark as printed on the pack."""
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["position", "id"]

    def __str__(self):
        return self.name


class SupplierQuerySet(models.QuerySet):
    def qualified(self, day=None):
        """Suppliers whose licence is valid on ``day`` (today by default) and who are not stopped."""
        day = day or clock.today()
        return self.filter(is_active=True).filter(models.Q(licence_until=None) | models.Q(licence_until__gte=day))


class Supplier(models.Model):
    """Who delivers goods, with the licence that lets them (rule FS-02)."""
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    licence_number = models.CharField(_("licence number"), max_length=40, blank=True)
    licence_until = models.DateField(_("licence valid until"), null=True, blank=True)
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["code"]

    def __str__(self):
        return self.name

    @property
    def is_qualified(self) -> bool:
        return self.is_active and (self.licence_until is None or self.licence_until >= clock.today())
