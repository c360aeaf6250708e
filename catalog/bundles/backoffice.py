"""The page on which a pack size becomes a bundle."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail, ProductList
from catalog.backoffice.skus import SkuList
from catalog.bundles import filling, making
from catalog.bundles.forms import BundleForm, PartsForm
from catalog.models import Sku
from catalog.models.product import Product
from microstore.compliance import goods
from microstore.core.pages import FormPage

MOST_CODES = 400


def holding(classes):
    return Sku.objects.filter(product__product_class__in=classes)


def codes_of(skus) -> list[tuple[str, str]]:
    """What may be inside, to choose from while typing: (code, name and pack size)."""
    rows = skus.filter(is_bundle=False, is_active=True, product__state=Product.State.LISTED).select_related("product")
    return [(sku.code, f"{sku.product.name} {sku.spec}") for sku in rows.order_by("code")[:MOST_CODES]]


class BundleCreate(FormPage):
    url = "catalog/bundles/new/"
    name = "bundle-new"
    title = _("New bundle")
    permission = "catalog.add_product"
    form_class = BundleForm
    model = Product
    back = ProductDetail
    tone = "plain"
    icon = "layers"

    def warnings(self, row):
        return [gettext("Pictures are those of what is inside. The page goes through the same checks and approvals as any other.")]

    def codes(self):
        return codes_of(holding({code for bundle in goods.BUNDLES for code in goods.of(bundle).holds}))

    def save(self, form, by):
        given = form.cleaned_data
        return making.make(
            facts={name: given[name] for name in ("title", "description")}, spec=given["spec"], parts=form.parts, by=by,
            shelf={name: given[name] for name in ("product_class", "category")})

    def done_message(self, row):
        return gettext("%(product)s is in preparation. See what is still missing.") % {"product": row}


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
        holds = goods.of(self.row.product.product_class).holds
        return codes_of(holding(holds) if holds else Sku.objects.filter(product=self.row.product))

    def save(self, form, by):
        return filling.fill(Sku.objects.select_related("product").get(pk=self.row.pk), form.parts, by=by)

    def done_url(self, row):
        return row.product.get_absolute_url()


ProductList.actions.insert(0, BundleCreate)
