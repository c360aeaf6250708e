"""Entering what a delivery was bought for."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from inventory.backoffice.receiving import ReceiptDetail
from inventory.models import Receipt
from inventory.services import costs
from microstore.core.money import YuanFormField
from microstore.core.pages import ActionPage


class CostsForm(forms.Form):
    """A field for each line of the delivery."""

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        for line in row.lines.select_related("sku__product"):
            label = f"{line.sku.code} {line.sku.product.name}"
            self.fields[f"line_{line.pk}"] = YuanFormField(
                label=label, required=False, min_value=0, initial=line.cost_fen, help_text=_("Yuan for one unit, with tax.")
            )

    def costs(self) -> dict[int, int | None]:
        return {int(name.removeprefix("line_")): fen for name, fen in self.cleaned_data.items()}


class ReceiptCosts(ActionPage):
    url = "inventory/receiving/<str:number>/costs/"
    name = "receipt-costs"
    title = _("Purchase prices")
    permission = "inventory.set_cost"
    form_class = CostsForm
    model = Receipt
    lookup = "number"
    back = ReceiptDetail
    tone = "plain"
    icon = "coin"

    def form_kwargs(self, row):
        return {"row": row}

    def warnings(self, row):
        return [gettext("Prices of products are judged by the cost of the batch that ships now.")]

    def perform(self, row, form, by):
        changed = costs.enter(row, form.costs(), by=by)
        return ngettext("%(count)d purchase price was entered.", "%(count)d purchase prices were entered.", changed) % {"count": changed}


ReceiptDetail.actions.append(ReceiptCosts)
