"""Texts of product management that customers read."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import completeness, judging
from catalog.models import Brand, Category, Product, Sku
from catalog.services import shelves
from microstore.compliance.publishing import PublishedTexts, place
from microstore.compliance.scanner import Subject
from microstore.compliance.services import naming


@place
class ProductPages(PublishedTexts):
    """The live page of a product on the shelf."""

    code = judging.PLACE
    label = _("Product page")
    model = Product
    permission = "catalog.view_product"

    def live(self):
        return Product.objects.filter(state=Product.State.LISTED).select_related("live_revision")

    def texts(self, row):
        return judging.texts_of(row.live_revision, row)

    def subject(self, row):
        return judging.subject_of(row.live_revision, row)

    def draft(self, row):
        revision = row.pending_revision or row.live_revision or row.newest_revision
        return judging.texts_of(revision, row), judging.subject_of(revision, row)

    def field_label(self, row, name):
        return str(completeness.label_of(name))

    def withdraw(self, row, reason, fields):
        shelves.suspend(row, reason=reason)
        return _("Suspended in every store.")


class Names(PublishedTexts):
    """Names that stand in menus; taking one away takes more than its words, so a person renames it."""

    permission = "catalog.view_category"

    def live(self):
        return self.model.objects.all()

    def texts(self, row):
        return {"name": row.name}

    def subject(self, row):
        return naming.of_shelves()

    def url(self, row):
        return reverse("backoffice:categories" if self.model is Category else "backoffice:brands")


@place
class CategoryNames(Names):
    code = "catalog.category"
    label = _("Category")
    model = Category

    def texts(self, row):
        return {"name": row.name, "name_en": row.name_en}


@place
class BrandNames(Names):
    code = "catalog.brand"
    label = _("Brand")
    model = Brand
    permission = "catalog.view_brand"


@place
class PackSizes(PublishedTexts):
    """What tells the packs of a product apart; it stands on cards, in carts and on orders."""

    code = "catalog.sku"
    label = _("Pack size")
    model = Sku
    permission = "catalog.view_product"

    def live(self):
        return Sku.objects.filter(is_active=True, product__state=Product.State.LISTED).select_related("product")

    def texts(self, row):
        return {"spec": row.spec}

    def subject(self, row):
        return Subject(row.product.product_class)

    def url(self, row):
        return row.product.get_absolute_url()
