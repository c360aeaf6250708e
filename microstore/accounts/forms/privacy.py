"""What customers type about their data: a code, a new number, what is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts.forms.customer import CODE, inp


class ProofForm(forms.Form):
    code = forms.RegexField(
        r"^\d{6}$", label=_("Code from the text message"), strip=True, error_messages={"invalid": _("The code has 6 digits.")},
        widget=forms.TextInput(attrs=inp(**CODE)),
    )  # fmt: skip


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong, and what is right?"), max_length=500, min_length=4, widget=forms.Textarea(attrs=inp(rows="4"))
    )


class ClosingForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("I have read what is deleted and what is kept"), error_messages={"required": _("Please tick the box first.")}
    )
