"""Which stores a colleague works for: hung on the record of the colleague."""

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.accounts.backoffice import StaffDetail
from microstore.accounts.backoffice.staff_acts import StaffAct
from microstore.core.pages import ActionPage, Panel
from microstore.stores.forms import StoresForm
from microstore.stores.models import Store
from microstore.stores.services import staffing


def stores_of(request, row):
    return {"stores": Store.objects.filter(staff__user=row.user)}


class StaffStores(StaffAct, ActionPage):
    url, name = "staff/<str:number>/stores/", "staff-stores"
    title = _("Assign stores")
    form_class, icon, tone = StoresForm, "store", "plain"

    def form_kwargs(self, row):
        return {"visible": Store.objects.visible_to(self.request.user)}

    def initial(self, row):
        return {"stores": list(row.user.stores.values_list("store_id", flat=True))}

    def is_open(self, row, user):
        return row.is_here

    def perform(self, row, form, by):
        """Stores that the person asking does not see stay as they are."""
        unseen = Store.objects.filter(staff__user=row.user).exclude(pk__in=Store.objects.visible_to(by))
        staffing.assign(row.user, [*form.cleaned_data["stores"], *unseen], by=by)
        return now("The stores of %(person)s are kept.") % {"person": row.user}


StaffDetail.panels.append(Panel("stores/backoffice/_stores_of_staff.html", _("Stores"), context=stores_of))
StaffDetail.actions.append(StaffStores)
