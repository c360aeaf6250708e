"""Listings: what stands in which store, limited to the stores of the person."""
from django.utils.translation import gettext_lazy as _

from catalog.filters import ListingFilter
from catalog.models import Listing
from catalog.tables import ListingTable
from microstore.core.declarations import Department
from microstore.core.pages import ListPage, Menu, View


class ListingList(ListPage):
    url = "catalog/listings/"
    name = "listings"
    title = _("Listings")
    permission = "catalog.view_listing"
    menu = Menu(Department.PRODUCT, icon="store", position=20)
    model = Listing
    table_class = ListingTable
    filterset_class = ListingFilter
    search_fields = ("title", "=product__code", "=sku__code", "approval_number", "^pinyin")
    search_hint = _("Title, product, SKU or approval number")
    keyset = ("-pk",)
    export_name = "listings"
    views = [
        View("on", _("On the shelf"), "is_on=true"), View("sold_out", _("Sold out"), "is_on=true&in_stock=false"),
        View("off", _("Taken off"), "is_on=false")]

    def get_queryset(self):
        return super().get_queryset().select_related("product", "store")

    def url_of(self, row):
        return row.product.get_absolute_url()
