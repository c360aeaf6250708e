"""Every price that was seen, and the quick entry on the way (duty P3)."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import CompetitorProduct, PriceObservation
from catalog.selection.backoffice.competitors import CompetitorList
from catalog.selection.backoffice.rivals import RivalDetail, RivalList
from catalog.selection.forms import QuickLookForm
from catalog.selection.services import market
from catalog.selection.tables import ObservationFilter, ObservationTable
from microstore.core.pages import FormPage, ListPage, Page, View
from microstore.core.pages.papers import hand_out


class ObservationList(ListPage):
    url = "catalog/observations/"
    name = "observations"
    title = _("Prices seen")
    permission = "catalog.view_priceobservation"
    model = PriceObservation
    table_class = ObservationTable
    filterset_class = ObservationFilter
    search_fields = ("rival__name", "rival__competitor__name", "promo")
    search_hint = _("Product, competitor or promotion")
    keyset = ("-seen_on", "-pk")
    export_name = "price-observations"
    views = [View("promo", _("With a promotion"), "promo=true")]
    empty_text = _("Note a price that you see, with a picture if there is one.")

    def get_queryset(self):
        return super().get_queryset().select_related("rival__competitor", "by")

    def row_url(self, row):
        return row.rival.get_absolute_url()


class ObservationNew(FormPage):
    """Made for one hand: choose or name the product, the price, a photo."""

    url = "catalog/observations/new/"
    name = "observation-new"
    title = _("Note a price")
    permission = "catalog.add_priceobservation"
    form_class = QuickLookForm
    model = PriceObservation
    back = RivalDetail

    def initial(self, row):
        chosen = self.request.GET.get("rival", "")
        return {"rival": chosen} if chosen.isdigit() else {}

    def save(self, form, by):
        given = form.cleaned_data
        rival = given["rival"] or CompetitorProduct.objects.get_or_create(
            competitor=given["competitor"], name=given["name"].strip(), spec=given["spec"].strip())[0]
        return market.observe(rival, **form.seen(), by=by).rival

    def done_message(self, row):
        return gettext("Kept: %(product)s.") % {"product": row}


class ObservationPicture(Page):
    """The screenshot, to whoever may read prices seen."""

    url = "catalog/observations/<int:pk>/picture/"
    name = "observation-picture"
    title = _("Picture")
    permission = "catalog.view_priceobservation"
    model = PriceObservation

    def get(self, request, pk):
        return hand_out(get_object_or_404(self.get_queryset().select_related("screenshot"), pk=pk).screenshot)


for shelf in (ObservationList, RivalList, CompetitorList):
    shelf.actions.insert(0, ObservationNew)
