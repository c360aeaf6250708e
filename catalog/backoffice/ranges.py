"""What an authorised store may sell: hung on the record of the store."""
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from catalog.forms.ranges import RangeForm
from catalog.models import Category
from catalog.services import authorisations
from microstore.core.pages import ActionPage, Panel
from microstore.stores.backoffice import StoreDetail
from microstore.stores.models import Store


def range_of(request, row):
    return {"categories": Category.objects.filter(pk__in=row.range.values("category"))}


class StoreRangeChange(ActionPage):
    url, name = "stores/<str:code>/range/", "store-range"
    title = _("Product range")
    permission = "stores.change_store"
    model, lookup, back = Store, "code", StoreDetail
    form_class, icon, tone = RangeForm, "tag", "plain"

    def is_open(self, row, user):
        return not row.is_official and row.state != Store.State.CLOSED

    def initial(self, row):
        return {"categories": list(row.range.values_list("category", flat=True))}

    def perform(self, row, form, by):
        gone = authorisations.change_range(row, form.cleaned_data["categories"], by=by, reason=form.cleaned_data["reason"])
        return now("The range of %(store)s is kept; %(count)d products left its shelf.") % {"store": row, "count": gone}


StoreDetail.side.append(
    Panel("catalog/backoffice/_range.html", _("Product range"), context=range_of, is_shown=lambda row: not row.is_official)
)
StoreDetail.actions.append(StoreRangeChange)
