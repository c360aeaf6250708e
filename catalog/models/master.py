"""Master data that products point at: categories and brands."""
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import Zone
from microstore.compliance.services import naming
from microstore.core import sentences


class Category(models.Model):
    """A shelf of the shop. At most three levels deep.

    ``zone`` of the top shelf keeps kinds of goods apart that may not stand together (rules HF-14, RX-05); empty: anything but drugs."""
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent category"))
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(
        _("name in English"), max_length=60, blank=True, default="", db_default="",
        help_text=_("Without it, readers of English see the Chinese."))
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    zone = models.CharField(_("kind of shelf"), max_length=20, choices=Zone, blank=True, default="")

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["parent", "name"], nulls_distinct=False, name="category_name_once_per_parent")]

    def __str__(self):
        return self.called

    @property
    def called(self) -> str:
        """Its name in the language of the reader, where it has one."""
        return self.name_en if self.name_en and sentences.is_read_in_english() else self.name

    @staticmethod
    def called_in_rows():
        """The same for the database."""
        return Coalesce(NullIf("name_en", Value("")), "name") if sentences.is_read_in_english() else F("name")

    def clean(self):
        naming.check(name=self.name, name_en=self.name_en)

    @property
    def level(self) -> int:
        return 1 if self.parent is None else self.parent.level + 1

    @property
    def way(self) -> list["Category"]:
        """From the top shelf to this one."""
        return [self] if self.parent is None else [*self.parent.way, self]

    @property
    def top(self) -> "Category":
        return self.way[0]

    @property
    def depth(self) -> int:
        """How many levels it takes with all below it; a new one takes one."""
        return 1 + max((child.depth for child in self.children.all()), default=0) if self.pk else 1


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

    def clean(self):
        naming.check(name=self.name)
