"""What staff type in about suppliers."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Supplier, SupplierLicence
from catalog.suppliers.services import fitness, licences
from microstore.compliance.classes import ProductClass
from microstore.compliance.goods import BUNDLES

SUPPLIED = [(code, label) for code, label in ProductClass.choices if code not in BUNDLES]
DAY = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}


class SupplierForm(forms.ModelForm):
    class Meta:
        model = Supplier
        fields = ["code", "name", "contact", "phone", "address"]


class SupplierLicenceForm(forms.ModelForm):
    scope = forms.MultipleChoiceField(
        label=_("Covers"), choices=SUPPLIED, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the licence names. Goods of other classes are neither bought nor sold from this supplier."))
    scan_file = forms.FileField(label=_("Scan"), required=False, help_text=_("PDF, JPEG, PNG or WebP. Kept privately."))

    class Meta:
        model = SupplierLicence
        fields = ["kind", "number", "scope", "valid_from", "valid_until"]
        widgets = {"valid_from": forms.DateInput(**DAY), "valid_until": forms.DateInput(**DAY)}
        help_texts = {"valid_until": _("Empty: without limit.")}

    def clean(self):
        data = super().clean()
        given = SupplierLicence(**{name: data.get(name) for name in self.Meta.fields if name in data})
        if given.kind in fitness.COVERABLE and given.number and given.scope and (fault := licences.fault_of(given)):
            raise forms.ValidationError(fault)
        return data

    def kept(self, supplier, by) -> SupplierLicence:
        licence = self.instance
        licence.supplier = supplier
        return licences.keep(licence, scan=self.cleaned_data.get("scan_file"), by=by)
