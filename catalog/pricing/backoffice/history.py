"""Prices as they were and will be: of one SKU in every store, and at any moment (rule PR-12)."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.backoffice.products import ProductDetail
from catalog.models import DealLow, Sku
from catalog.pricing import drawing, past, references
from catalog.pricing.backoffice.setting import (
    FloorSet,
    PriceEnd,
    PriceList,
    PriceSet,
    PriceTakeBack,
    SuggestedEnd,
    SuggestedSet,
    stands_beside,
)
from catalog.pricing.forms import ThenForm
from microstore.core import clock
from microstore.core.pages import ViewPage
from microstore.core.pages.acting import dressed
from microstore.stores.models import Store

ROWS = 200
DEALS = 60


class OfSkuPage(ViewPage):
    permission = "catalog.view_price"
    model = Sku
    lookup = "code"

    def sku(self, code: str) -> Sku:
        return get_object_or_404(Sku.objects.select_related("product"), code=code)

    def crumbs(self, row=None):
        above = [(PriceList.title, PriceList.get_url())]
        if row is not None and ProductDetail.is_open_to(self.request.user):
            above.append((row.product.name, row.product.get_absolute_url()))
        return above

    def stores(self):
        return list(Store.objects.visible_to(self.request.user).order_by("pk"))


class PriceHistory(OfSkuPage):
    url = "catalog/skus/<str:code>/prices/"
    name = "price-history"
    title = gettext_lazy("Price history")
    template = "catalog/backoffice/prices/history.html"

    def context(self, request, code):
        sku, stores = self.sku(code), self.stores()
        mine = [None, *(store.pk for store in stores)]
        rows = [row for row in sku.prices.select_related("store", "set_by", "change")[:ROWS] if row.store_id in mine]
        now = clock.now()
        return {
            "row": sku, "prices": [(row, self.standing(row, now), self.acts(row, now)) for row in rows], "chart": self.chart(rows, stores),
            "facts": stands_beside(sku), "acts": self.head_acts(sku), "then_url": PriceAtTime.get_url(sku),
            "deals": DealLow.objects.filter(sku=sku, store__in=mine[1:]).select_related("store").order_by("-day", "store")[:DEALS],
            "struck": self.struck(sku, stores), "suggested": sku.suggested_prices.select_related("file", "set_by")[:10]}

    def chart(self, rows, stores):
        if not rows:
            return None
        since, until = past.until_now(rows)
        series = [(str(store), past.steps(rows, store.pk, since, until)) for store in stores]
        return drawing.chart(_("Price of one unit by store, yuan"), series, since, until)

    def standing(self, row, now) -> str:
        if row.valid_from > now:
            return "planned"
        return "now" if row.is_in_force(now) else "past"

    def acts(self, row, now) -> list[tuple[str, str]]:
        pages = [page for page in (PriceTakeBack, PriceEnd) if page.is_open_to(self.request.user)]
        return [(page.title, page.get_url(row)) for page in pages if page(request=self.request).is_open(row, self.request.user)]

    def head_acts(self, sku) -> list[tuple[str, str]]:
        pages = [page for page in (SuggestedEnd, SuggestedSet, FloorSet, PriceSet) if page.is_open_to(self.request.user)]
        return [(page.title, page.get_url(sku)) for page in pages if page(request=self.request).is_open(sku, self.request.user)]

    def struck(self, sku, stores) -> list[tuple]:
        """(store, what may be struck there today at most, its basis)."""
        found = references.by_deals([(sku.pk, store.pk) for store in stores])
        kept = [(store, found.get((sku.pk, store.pk))) for store in stores]
        return [(store, one.fen if one else None, references.WORDS[one.basis] if one else "") for store, one in kept]


class PriceAtTime(OfSkuPage):
    url = "catalog/skus/<str:code>/prices/then/"
    name = "price-then"
    title = gettext_lazy("Price at a moment")
    template = "catalog/backoffice/prices/then.html"

    def crumbs(self, row=None):
        return [*super().crumbs(row), *([(PriceHistory.title, PriceHistory.get_url(row))] if row else [])]

    def context(self, request, code):
        sku = self.sku(code)
        form = ThenForm(request.GET if request.GET else None, initial={"units": 1})
        given = form.cleaned_data if form.is_bound and form.is_valid() else {}
        moment = given.get("at") or clock.now()
        return {
            "row": sku, "form": dressed(form), "moment": moment, "units": given.get("units") or 1,
            "stores": past.at(sku, self.stores(), moment, given.get("units") or 1)}
