"""Prices: the history of all, setting one, taking a planned one back. State C11."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.filters import PriceFilter
from catalog.forms import PriceForm
from catalog.models import Price, Sku
from catalog.services import prices
from catalog.tables import PriceTable
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.money import format_yuan
from microstore.core.pages import ActionPage, ListPage, Menu, View
from microstore.stores.scope import refuse_foreign_store, store_ids_visible_to


class PriceList(ListPage):
    url = "catalog/prices/"
    name = "prices"
    title = _("Prices")
    permission = "catalog.view_price"
    menu = Menu(Department.PRODUCT, icon="tag", position=40)
    model = Price
    table_class = PriceTable
    filterset_class = PriceFilter
    search_fields = ("=sku__code", "sku__product__name", "=sku__barcode")
    search_hint = _("SKU, product or barcode")
    keyset = ("-valid_from", "-pk")
    export_name = "prices"
    views = [View("now", _("In force"), "when=now"), View("planned", _("Begins later"), "when=planned")]

    def get_queryset(self):
        """Base prices and those of the person's stores."""
        ids = store_ids_visible_to(self.request.user)
        rows = Price.objects.select_related("sku__product", "store", "set_by")
        return rows if ids is None else rows.filter(store__in=ids) | rows.filter(store=None)

    def url_of(self, row):
        return row.sku.product.get_absolute_url()


class PriceSet(ActionPage):
    url = "catalog/skus/<str:code>/price/"
    name = "price-set"
    title = _("Set a price")
    permission = "catalog.set_price"
    form_class = PriceForm
    model = Sku
    lookup = "code"
    back = PriceList

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def facts(self, row):
        """What the price stands beside: the price now and the cost."""
        now = Price.objects.in_force(clock.now()).filter(sku=row, store=None).first()
        return [
            (_("Product"), row.product.name), (_("Specification"), row.spec),
            (_("Base price now"), format_yuan(now.amount_fen) if now else "—"),
            (_("Cost"), format_yuan(row.cost_fen) if row.cost_fen is not None else "—")]

    def perform(self, row, form, by):
        if form.cleaned_data["store"]:
            refuse_foreign_store(by, form.cleaned_data["store"])
        price = prices.set_price(row, **form.cleaned_data, by=by)
        return gettext("%(sku)s costs %(price)s.") % {"sku": row.code, "price": format_yuan(price.amount_fen)}

    def back_url(self, row):
        return row.product.get_absolute_url()


class PriceTakeBack(ActionPage):
    url = "catalog/prices/<int:pk>/take-back/"
    name = "price-take-back"
    title = _("Take a planned price back")
    permission = "catalog.set_price"
    model = Price
    back = PriceList
    tone = "danger"

    def is_open(self, row, user):
        return row.valid_from > clock.now()

    def perform(self, row, form, by):
        prices.take_back(row, by=by)
        return gettext("The planned price is gone; the one before it goes on.")

    def back_url(self, row):
        return row.sku.product.get_absolute_url()
