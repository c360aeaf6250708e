"""Input shapes of logistics."""

from django import forms
from django.utils.translation import gettext_lazy as _

from logistics.models import PredispatchPoint
from logistics.services.shipping import carrier_choices


class ScanForm(forms.Form):
    """What the scanner typed, and for how many pieces."""

    code = forms.CharField(label=_("Scan the barcode or the batch number"), max_length=60)
    units = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=100_000, required=False)


class CheckForm(forms.Form):
    """The points of the check before dispatch."""

    points = forms.MultipleChoiceField(label=_("Check before dispatch"), choices=PredispatchPoint.choices)


class PackForm(forms.Form):
    weight_grams = forms.IntegerField(
        label=_("Weight of the closed parcel in grams"),
        min_value=1,
        max_value=50_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class CarrierForm(forms.Form):
    carrier = forms.ChoiceField(label=_("Carrier"), choices=carrier_choices)


class ShipForm(CarrierForm):
    waybill = forms.CharField(
        label=_("Waybill number"), max_length=40, help_text=_("From the carrier, or typed as printed on the carrier's label.")
    )
