"""What staff type in at the gate."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.completeness import ATTRIBUTE
from catalog.gate import categories
from catalog.gate.attributes import PREFIX, field_of, given_in
from catalog.models import Category, Certificate
from microstore.compliance import goods, numbers
from microstore.core import clock
from microstore.core.pages import ReasonForm

DEEPEST = 3


class SubmitForm(ReasonForm):
    """A reason, and perhaps a moment."""

    publish_at = forms.DateTimeField(
        label=_("Goes live at"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: as soon as it is approved. Beijing time. At that minute the text is read by the law of that day once more."))

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment and moment <= clock.now():
            raise forms.ValidationError(_("The moment to go live has passed."))
        return moment


class CertificateForm(forms.ModelForm):
    """The official facts as they stand on the certificate, registry entry or leaflet; the fields that the class holds equal."""

    upload = forms.FileField(label=_("Scanned paper"), required=False, help_text=_("PDF, JPEG, PNG or WebP, up to 20 MB. Kept privately."))
    takes_over = forms.BooleanField(
        label=_("Write these facts into the draft"), required=False, help_text=_("What is typed in here needs not be typed in twice."))
    registry_url = Certificate._meta.get_field("registry_url").formfield(assume_scheme="https")

    class Meta:
        model = Certificate
        fields = ["source", "registry_url", *Certificate.FACTS]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("ingredients", "marker_content")} | {
            "certificate_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, product_class, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = goods.of(product_class)
        for name in [name for name in Certificate.FACTS if name not in self.rules.certified]:
            del self.fields[name]
        for one in self.rules.attributes:
            if ATTRIBUTE + one.name in self.rules.certified:
                self.fields[PREFIX + one.name] = field_of(one, self.instance.attributes.get(one.name))
        self.order_fields(["source", "registry_url", *self.fields, "upload", "takes_over"])
        for name in ("upload", "takes_over"):
            self.fields[name] = self.fields.pop(name)

    def clean_approval_number(self):
        check = numbers.check_approval(self.cleaned_data["approval_number"], self.rules.code)
        if check.fault:
            raise forms.ValidationError(check.fault)
        return check.number

    def facts(self) -> dict:
        facts = {name: self.cleaned_data[name] for name in Certificate.FACTS if name in self.fields}
        return facts | {"attributes": given_in(self.cleaned_data)}


class CategoryForm(ReasonForm, forms.ModelForm):
    """A new category, or new values of one; takes effect when the operations lead has approved it."""

    class Meta:
        model = Category
        fields = ["name", "name_en", "slug", "parent", "position", "zone"]
        help_texts = {
            "slug": _("An address that moves goes on leading here."),
            "zone": _("Only for a top category: what it may hold (rules HF-14, RX-05). Those below follow it.")}

    field_order = ["name", "name_en", "slug", "parent", "position", "zone", "reason"]

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent is None:
            return None
        if self.instance.pk and self.instance.pk in [above.pk for above in parent.way]:
            raise forms.ValidationError(_("A category cannot stand below itself."))
        if parent.level + self.instance.depth > DEEPEST:
            raise forms.ValidationError(_("Categories are at most three levels deep."))
        return parent

    def clean(self):
        data = super().clean()
        if data.get("zone") and data.get("parent"):
            self.add_error("zone", _("Only a top category says what it may hold."))
        return data

    def values(self) -> dict:
        parent = self.cleaned_data["parent"]
        return {name: self.cleaned_data[name] for name in categories.VALUES} | {"parent": parent.pk if parent else None}
