"""The page on which a pack size becomes a bundle."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.skus import SkuList
from catalog.bundles import filling
from catalog.bundles.forms import PartsForm
from catalog.models import Sku
from catalog.models.product import Product
from microstore.compliance import goods
from microstore.core.pages import FormPage

MOST_CODES = 400


class SkuParts(FormPage):
    url = "catalog/skus/<str:code>/parts/"
    name = "sku-parts"
    title = _("What is inside")
    permission = "catalog.change_sku"
    form_class = PartsForm
    model = Sku
    lookup = "code"
    back = SkuList

    def get_queryset(self):
        return super().get_queryset().select_related("product").prefetch_related("parts__component")

    def form_kwargs(self, row):
        return {"parts": list(row.parts.all())}

    def warnings(self, row):
        return [gettext("Weight, cost and days follow from what is inside. Once it is approved or priced, the content stays as it is.")]

    def codes(self):
        """What may be inside, to choose from while typing: (code, name and pack size)."""
        holds = goods.of(self.row.product.product_class).holds
        rows = Sku.objects.filter(is_bundle=False, is_active=True, product__state=Product.State.LISTED).exclude(pk=self.row.pk)
        rows = rows.filter(product__product_class__in=holds) if holds else rows.filter(product=self.row.product)
        return [(sku.code, f"{sku.product.name} {sku.spec}") for sku in rows.select_related("product").order_by("code")[:MOST_CODES]]

    def save(self, form, by):
        return filling.fill(Sku.objects.select_related("product").get(pk=self.row.pk), form.parts, by=by)

    def done_url(self, row):
        return row.product.get_absolute_url()
