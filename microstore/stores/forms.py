"""What colleagues type about stores and licences."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.compliance.classes import ProductClass
from microstore.core import files
from microstore.core.errors import Refused
from microstore.core.pages import ReasonForm
from microstore.stores.models import Licence, Store
from microstore.stores.models.store import valid_code
from microstore.stores.services import medicines, stores


class StoreForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    entity = forms.CharField(label=_("Legal name of the seller"), max_length=120)
    registered_address = forms.CharField(label=_("Registered address"), max_length=160, required=False)
    phone = forms.CharField(label=_("Service phone"), max_length=20)
    service_hours = forms.CharField(label=_("Service hours"), max_length=60, required=False)
    service_hours_en = forms.CharField(
        label=_("Service hours in English"), max_length=80, required=False, help_text=_("Without it, readers of English see the Chinese."))
    theme = forms.ChoiceField(label=_("Theme"), choices=Store.Theme)

    def __init__(self, *args, store=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.store = store

    def clean_name(self):
        try:
            stores.require_name(self.store.kind if self.store else self.data.get("kind"), self.cleaned_data["name"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return self.cleaned_data["name"]


class NewStoreForm(StoreForm):
    code = forms.CharField(
        label=_("Address code"), max_length=30, validators=[valid_code], help_text=_("The store will stand at /s/<code>/.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Store.Kind)
    field_order = ("name", "code", "kind")


class LicenceForm(forms.ModelForm):
    classes = forms.MultipleChoiceField(
        label=_("Medicines it covers"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, ProductClass(code).label) for code in medicines.COVERABLE],
        help_text=_("Only of a drug trading licence: what its scope names. Nothing else of medicines is sold in this store."),
    )  # fmt: skip
    upload = forms.FileField(label=_("Picture"), required=False, help_text=_("JPEG, PNG or WebP; shown to customers with a watermark."))

    class Meta:
        model = Licence
        fields = ["kind", "number", "name", "issuer", "scope", "classes", "valid_from", "valid_until"]
        labels = {"number": _("Licence number"), "valid_from": _("Valid from"), "valid_until": _("Valid until")}
        widgets = {
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("valid_from") and cleaned.get("valid_until") and cleaned["valid_until"] < cleaned["valid_from"]:
            self.add_error("valid_until", _("A licence cannot end before it begins."))
        given = Licence(kind=cleaned.get("kind", ""), number=cleaned.get("number", ""), classes=cleaned.get("classes", []))
        if given.number and (fault := medicines.fault_of(given)):
            raise forms.ValidationError(fault)
        return cleaned

    def filled(self, by) -> Licence:
        """The row as typed, unsaved, with the picture stored."""
        licence = self.save(commit=False)
        if self.cleaned_data.get("upload"):
            licence.picture = files.store_image(self.cleaned_data["upload"], kind="licence", by=by)
        return licence


class StoresForm(ReasonForm):
    """Which stores somebody works for; only stores that the person asking sees."""

    reason = None
    stores = forms.ModelMultipleChoiceField(
        queryset=Store.objects.none(), label=_("Stores"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, visible, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stores"].queryset = visible
