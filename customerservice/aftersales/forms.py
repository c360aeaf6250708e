"""What customers and agents type about after-sale cases."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.models.aftersale import CaseKind, Reason
from customerservice.services.aftersales.applying import MOST_PHOTOS
from microstore.core.money import YuanFormField
from microstore.core.pages import ReasonForm

INPUT = {"class": "inp"}


class UnitsForm(forms.Form):
    """First step: which units of which lines, and why. Sent by GET, so that the second step has an address."""

    reason = forms.ChoiceField(label=_("Why?"), choices=[("", "—"), *Reason.choices], widget=forms.Select(attrs=INPUT))

    def __init__(self, *args, lines, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [(line, left[line.pk]) for line in lines]
        for line, most in self.lines:
            choices = [(units, str(units)) for units in range(most + 1)]
            select = forms.Select(attrs={**INPUT, "aria-label": line.title})
            self.fields[f"units_{line.pk}"] = forms.TypedChoiceField(
                label=_("Units"), choices=choices, coerce=int, empty_value=0, required=False, widget=select, disabled=not most
            )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.units():
            raise forms.ValidationError(_("Choose how many units this is about."))
        return cleaned

    def units(self) -> dict[int, int]:
        wanted = {line.pk: self.cleaned_data.get(f"units_{line.pk}") or 0 for line, _most in self.lines}
        return {pk: units for pk, units in wanted.items() if units}


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; what they really are is looked at when they are stored."""

    widget = ManyFilesInput(attrs={**INPUT, "accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        given = data if isinstance(data, (list, tuple)) else [data]
        uploads = [super(ManyFilesField, self).clean(each, initial) for each in given if each]
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"])
        if len(uploads) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most %(most)d pictures.") % {"most": MOST_PHOTOS})
        return uploads


class WishForm(forms.Form):
    """Second step: what is wanted, words and pictures."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What would you like?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What happened?"), max_length=500, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 3})
    )
    photos = ManyFilesField(label=_("Pictures"), required=False, help_text=_("JPEG, PNG or WebP, at most six, 10 MB each."))

    def __init__(self, *args, terms, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(CaseKind.choices)
        self.fields["kind"].choices = [(kind, labels[kind]) for kind in terms.kinds]
        self.fields["kind"].initial = terms.kinds[0] if terms.kinds else ""
        self.fields["photos"].required = terms.needs_photos


class SendBackForm(forms.Form):
    carrier = forms.CharField(label=_("Carrier"), max_length=40, widget=forms.TextInput(attrs=INPUT))
    waybill = forms.RegexField(
        r"^[0-9A-Za-z-]{6,40}$", label=_("Waybill number"), strip=True, widget=forms.TextInput(attrs={**INPUT, "autocomplete": "off"}),
        error_messages={"invalid": _("A waybill number has 6 to 40 letters and digits.")},
    )  # fmt: skip


class DecideForm(forms.Form):
    """A yes may carry words to the customer."""

    reason = forms.CharField(
        label=_("Words to the customer"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class RejectForm(ReasonForm):
    """The customer reads this reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The customer reads it.")


class ProposeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Instead"), choices=CaseKind)
    amount_fen = YuanFormField(label=_("Amount, yuan"), min_value=0)
    text = forms.CharField(label=_("Words to the customer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
