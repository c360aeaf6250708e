"""Many prices at once: what the price list shows, a way to reckon, a preview row by row, one request."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from catalog.pricing import bulk
from catalog.pricing.backoffice.setting import PriceList, outcome
from catalog.pricing.forms import BulkForm
from catalog.pricing.setting import Terms
from microstore.core.errors import Refused
from microstore.core.pages import Page
from microstore.core.pages.acting import dressed
from microstore.stores.scope import store_ids_visible_to


class PriceBulk(Page):
    """GET with a way to reckon shows the preview; POST asks for it. The query names the same rows as the price list."""
    url = "catalog/prices/bulk/"
    name = "price-bulk"
    title = _("Bulk change")
    permission = "catalog.set_price"
    template = "catalog/backoffice/prices/bulk.html"
    icon = "layers"

    @classmethod
    def is_open_to(cls, user):
        return super().is_open_to(user) and PriceList.is_open_to(user)

    def crumbs(self, row=None):
        return [(PriceList.title, PriceList.get_url())]

    def listed(self):
        """The price list as it was narrowed, limited to what is in force and to stores of this person."""
        page = PriceList(request=self.request)
        rows = page.rows()
        ids = store_ids_visible_to(self.request.user)
        return page, rows if ids is None else rows.filter(store__in=ids)

    def get(self, request):
        form = BulkForm(request.GET if "how" in request.GET else None)
        return self.answer(form)

    def answer(self, form, refusal="", status=200):
        page, rows = self.listed()
        looked = None
        if form.is_bound and form.is_valid():
            try:
                looked = bulk.preview(rows, form.method(), form.terms(self.request.user), self.request.user)
                refusal = refusal or looked.refusal
            except Refused as said:
                refusal = str(said)
        given = {
            "form": dressed(form), "preview": looked, "refusal": refusal, "chips": page.chips(), "search_text": page.asked.get("q", ""),
            "list_url": PriceList.get_url(), "count": rows.in_force(bulk.clock.now()).count(), "kept": self.kept_query(),
            "query": self.request.GET.urlencode()}
        return self.draw(self.template, given, status=status)

    def kept_query(self) -> list[tuple[str, str]]:
        """What narrows the list, to go on with the form."""
        return [(key, value) for key, values in self.request.GET.lists() if key not in BulkForm.base_fields for value in values]

    def post(self, request):
        form = BulkForm(request.POST)
        if not form.is_valid():
            return self.answer(form, status=422)
        given = form.cleaned_data
        try:
            with transaction.atomic():
                terms: Terms = form.terms(request.user)
                change = bulk.ask(self.listed()[1], form.method(), terms, raise_reason=given["raise_reason"])
        except (Refused, ValidationError) as refusal:
            return self.answer(form, refusal=str(refusal), status=422)
        messages.success(request, outcome(change, f"{change.lines.count()} × {form.method()}"))
        return redirect(change.get_absolute_url())


PriceList.actions.append(PriceBulk)
