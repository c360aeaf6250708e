"""What people type about low stock."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Supplier
from inventory.models import Warehouse
from inventory.services.alerts import LevelGiven
from microstore.core.pages import ReasonForm

DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}
NUMERIC = {"inputmode": "numeric"}


def number(label, low=0, high=1_000_000, **more) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=low, max_value=high, widget=forms.NumberInput(attrs=NUMERIC), **more)


class OrderForm(forms.Form):
    """The delivery that answers an alert."""

    units = number(_("Units"), low=1)
    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=Supplier.objects.none())
    warehouse = forms.ModelChoiceField(label=_("Warehouse"), queryset=Warehouse.objects.none())
    expected_on = forms.DateField(label=_("Expected on"), widget=forms.DateInput(**DAY))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = Supplier.objects.qualified()
        self.fields["warehouse"].queryset = Warehouse.objects.active()


class ExpectForm(ReasonForm):
    expected_on = forms.DateField(label=_("Expected on"), widget=forms.DateInput(**DAY))
    field_order = ["expected_on", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class LevelForm(forms.Form):
    """Either units or days; neither lets the register of numbers decide."""

    units = number(_("Low below so many units"), required=False)
    cover_days = number(_("Low below so many days of sales"), high=365, required=False)
    lead_days = number(_("Days until a delivery arrives"), high=180, required=False, help_text=_("Empty: as the register of numbers says."))
    moq = number(_("Smallest order"), low=1, initial=1)
    pack = number(_("Units in a carton"), low=1, initial=1)

    def clean(self):
        given = super().clean()
        if given.get("units") is not None and given.get("cover_days") is not None:
            self.add_error("cover_days", _("A level is either units or days of sales, not both."))
        return given

    def given(self) -> LevelGiven:
        names = ("units", "cover_days", "lead_days", "moq", "pack")
        return LevelGiven(**{name: self.cleaned_data[name] for name in names})


class ScopedLevelForm(LevelForm):
    warehouse = forms.ModelChoiceField(
        label=_("Warehouse"), queryset=Warehouse.objects.none(), required=False, empty_label=_("All warehouses")
    )
    field_order = ["warehouse"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["warehouse"].queryset = Warehouse.objects.active()
