"""Input shapes of inventory."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Sku, Supplier
from inventory.models import Bin, StockRule, Warehouse, Zone, ZoneKind
from inventory.services.receiving import INSPECTION_POINTS, Arrival

LINES = 8


class SkuField(forms.CharField):
    """A SKU by code or barcode, typed, chosen from suggestions, or scanned."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 40, **kwargs})
        self.widget.attrs.update({"list": "sku-codes", "autocomplete": "off"})

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        sku = Sku.objects.filter(Q(code__iexact=text) | Q(barcode=text)).first()
        if sku is None:
            raise forms.ValidationError(_("No SKU has the code or barcode “%(code)s”."), params={"code": text})
        return sku


class DeliveryForm(forms.Form):
    """What a supplier announced: up to eight products."""

    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=Supplier.objects.qualified())
    warehouse = forms.ModelChoiceField(label=_("Warehouse"), queryset=Warehouse.objects.active())
    expected_on = forms.DateField(label=_("Expected on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, LINES + 1):
            self.fields[f"sku_{number}"] = SkuField(label=_("SKU %(number)d") % {"number": number}, required=number == 1)
            self.fields[f"units_{number}"] = forms.IntegerField(
                label=_("Units"),
                required=number == 1,
                min_value=1,
                max_value=1_000_000,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Row(Column("supplier"), Column("warehouse")),
            Row(Column("expected_on"), Column("note")),
            Fieldset(_("Products"), *(Row(Column(f"sku_{n}"), Column(f"units_{n}")) for n in range(1, LINES + 1))),
            HTML("{% include 'inventory/backoffice/_sku_codes.html' %}"),
        )

    def clean(self):
        cleaned = super().clean()
        for number in range(1, LINES + 1):
            sku, units = cleaned.get(f"sku_{number}"), cleaned.get(f"units_{number}")
            if bool(sku) != bool(units) and not self.errors:
                self.add_error(f"units_{number}" if sku else f"sku_{number}", _("Enter both the product and its units."))
        return cleaned

    def lines(self) -> list[tuple[Sku, int]]:
        given = self.cleaned_data
        return [(given[f"sku_{n}"], given[f"units_{n}"]) for n in range(1, LINES + 1) if given.get(f"sku_{n}")]


class ArrivalForm(forms.Form):
    """What stands on the goods."""

    batch_number = forms.CharField(label=_("Batch number"), max_length=40, help_text=_("As printed on the goods, such as L260711C."))
    made_on = forms.DateField(label=_("Made on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    expires_on = forms.DateField(label=_("Expires on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    units = forms.IntegerField(
        label=_("Units counted"), min_value=1, max_value=1_000_000, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )

    def arrival(self) -> Arrival:
        return Arrival(**self.cleaned_data)


REPORT_HELP = _("PDF, JPEG, PNG or WebP, up to 20 MB. Customers read it beside the batch.")


class InspectionForm(forms.Form):
    """The points of inspection and the result."""

    result = forms.ChoiceField(label=_("Result"), choices=[("pass", _("Passed")), ("fail", _("Not passed"))], widget=forms.RadioSelect)
    note = forms.CharField(label=_("What is wrong"), max_length=200, required=False, help_text=_("Needed when the goods fail."))
    report = forms.FileField(label=_("Inspection report"), required=False, help_text=REPORT_HELP)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for point, sentence in INSPECTION_POINTS.items():
            self.fields[point] = forms.BooleanField(label=sentence, required=False)
        self.order_fields([*INSPECTION_POINTS, "result", "note", "report"])

    def ticks(self) -> dict[str, bool]:
        return {point: self.cleaned_data[point] for point in INSPECTION_POINTS}


class ReportForm(forms.Form):
    report = forms.FileField(label=_("Inspection report"), help_text=REPORT_HELP)


class BinForm(forms.Form):
    """A bin of one kind of zone in the warehouse of the delivery."""

    bin = forms.ModelChoiceField(label=_("Bin"), queryset=Bin.objects.none())

    def __init__(self, *args, warehouse, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bin"].queryset = Bin.objects.of_kind(kind, warehouse).select_related("zone")


class WarehouseForm(forms.ModelForm):
    class Meta:
        model = Warehouse
        fields = ["code", "name", "region", "address", "phone", "is_active"]


class NewBinForm(forms.Form):
    """One more place on a shelf."""

    zone = forms.ModelChoiceField(label=_("Zone"), queryset=Zone.objects.none())
    code = forms.CharField(label=_("Bin"), max_length=20, help_text=_("Aisle, shelf, level, such as A-02-07."))
    walk_order = forms.IntegerField(label=_("Turn on the way"), min_value=0, max_value=100_000)

    def __init__(self, *args, warehouse, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = warehouse.zones.all()
        self.fields["zone"].label_from_instance = lambda zone: f"{zone.name} · {ZoneKind(zone.kind).label}"


class RuleForm(forms.ModelForm):
    class Meta:
        model = StockRule
        fields = ["min_life_days", "near_expiry_days"]
