"""What people say about an update."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import ProductUpdate
from microstore.core import clock
from microstore.core.pages import ReasonForm

DAY = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}


class PlanForm(ReasonForm):
    planned_on = forms.DateField(label=_("Planned for"), widget=forms.DateInput(**DAY))
    made_from = forms.DateField(
        label=_("New pack from production day"), widget=forms.DateInput(**DAY),
        help_text=_("Goods made on this day or later come in the new pack; batches made before are sold first."))
    field_order = ["planned_on", "made_from", "reason"]

    def clean_planned_on(self):
        if self.cleaned_data["planned_on"] < clock.today():
            raise forms.ValidationError(_("The planned day has passed."))
        return self.cleaned_data["planned_on"]


class UpdateForm(PlanForm):
    kind = forms.ChoiceField(label=_("What is updated"), choices=ProductUpdate.Kind.choices)
    sku = forms.ModelChoiceField(label=_("Pack size"), queryset=None, required=False, empty_label=_("Every pack size"))
    field_order = ["kind", "sku", "planned_on", "made_from", "reason"]

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sku"].queryset = row.skus.filter(is_active=True)
        self.fields["reason"].label = _("Change note")
        self.fields["reason"].help_text = _("What becomes different and why; colleagues read it, customers do not.")
