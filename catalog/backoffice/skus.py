"""Pack sizes: the list, adding one to a product, changing one."""
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail
from catalog.filters import SkuFilter
from catalog.forms import SkuForm
from catalog.models import Product, Sku
from catalog.services import skus
from catalog.tables import SkuTable
from microstore.core.declarations import Department
from microstore.core.pages import FormPage, ListPage, Menu, View


class SkuList(ListPage):
    url = "catalog/skus/"
    name = "skus"
    title = _("SKUs")
    permission = "catalog.view_sku"
    menu = Menu(Department.PRODUCT, icon="barcode", position=30)
    model = Sku
    table_class = SkuTable
    filterset_class = SkuFilter
    search_fields = ("^code", "=barcode", "product__name", "spec")
    search_hint = _("SKU, product or barcode")
    keyset = ("-pk",)
    export_name = "skus"
    views = [View("sold_out", _("Sold out"), "in_stock=false&is_active=true")]

    def get_queryset(self):
        return super().get_queryset().select_related("product")

    def url_of(self, row):
        return row.product.get_absolute_url()


class SkuAdd(FormPage):
    url = "catalog/products/<str:code>/skus/new/"
    name = "sku-new"
    title = _("Add a pack size")
    permission = "catalog.add_sku"
    form_class = SkuForm
    model = Product
    lookup = "code"
    back = ProductDetail

    def form_kwargs(self, row):
        return {"instance": Sku(product=row, position=row.skus.count() + 1)}

    def save(self, form, by):
        return skus.save(Product.objects.get(pk=self.row.pk), form.cleaned_data).product


class SkuEdit(FormPage):
    url = "catalog/skus/<str:code>/edit/"
    name = "sku-edit"
    title = _("Edit pack size")
    permission = "catalog.change_sku"
    form_class = SkuForm
    model = Sku
    lookup = "code"
    back = SkuList

    def save(self, form, by):
        sku = Sku.objects.select_related("product").get(pk=self.row.pk)
        return skus.save(sku.product, form.cleaned_data, sku=sku)

    def done_url(self, row):
        return row.product.get_absolute_url()
