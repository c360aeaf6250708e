"""Which warehouses a store ships from: hung on the record of the store."""

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from inventory.models import Warehouse
from inventory.services import reach
from microstore.core.pages import ActionPage, Panel, ReasonForm
from microstore.stores.backoffice import StoreDetail
from microstore.stores.models import Store


class WarehousesForm(ReasonForm):
    warehouses = forms.ModelMultipleChoiceField(
        label=_("Warehouses"), queryset=Warehouse.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The store sells and ships what lies there. None: what lies in any of them."),
    )  # fmt: skip
    field_order = ["warehouses", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["warehouses"].queryset = Warehouse.objects.active()


class StoreWarehouses(ActionPage):
    url, name = "stores/<str:code>/warehouses/", "store-warehouses"
    title = _("Choose warehouses")
    permission = "inventory.change_storewarehouse"
    model, lookup, back = Store, "code", StoreDetail
    form_class, icon, tone = WarehousesForm, "box", "plain"

    def is_open(self, row, user):
        return row.state != Store.State.CLOSED

    def initial(self, row):
        return {"warehouses": reach.of_store(row)}

    def warnings(self, row):
        return [now("Orders that were placed before ship from where they are promised.")]

    def perform(self, row, form, by):
        reach.choose(row, form.cleaned_data["warehouses"], reason=form.cleaned_data["reason"], by=by)
        return now("The warehouses of %(store)s are kept.") % {"store": row}


def chosen(request, row) -> dict:
    return {"warehouses": reach.of_store(row)}


StoreDetail.side.append(
    Panel("inventory/backoffice/_store_warehouses.html", _("Ships from"), context=chosen, permission="inventory.view_warehouse")
)
StoreDetail.actions.append(StoreWarehouses)
