"""What customers type: phone, code, nickname, choices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Consent, Customer, User
from microstore.accounts.phones import PhoneField


def inp(**attrs):
    return {"class": "inp", **attrs}


CODE = {
    "inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "6", "enterkeyhint": "go", "aria-describedby": "code-hint",
}  # fmt: skip


class PhoneForm(forms.Form):
    phone = PhoneField(widget=forms.TextInput(attrs=inp(type="tel", inputmode="tel", autocomplete="tel-national", enterkeyhint="next")))


class CodeForm(forms.Form):
    """The code, and the agreement that is never ticked beforehand."""

    code = forms.RegexField(
        r"^\d{6}$", label=_("Code from the text message"), strip=True,
        error_messages={"invalid": _("The code has 6 digits.")},
        widget=forms.TextInput(attrs=inp(**CODE)),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("Terms of use and privacy policy"), error_messages={"required": _("Please agree before you sign in.")}
    )


class ProfileForm(forms.Form):
    nickname = forms.CharField(
        label=_("Nickname"), max_length=30, required=False, widget=forms.TextInput(attrs=inp(autocomplete="nickname"))
    )
    email = forms.EmailField(label=_("Email"), required=False, widget=forms.EmailInput(attrs=inp(autocomplete="email")))


class SettingsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=User.Language, widget=forms.Select(attrs=inp()))
    theme = forms.ChoiceField(label=_("Appearance"), choices=Customer.Theme, widget=forms.Select(attrs=inp()))
    large_text = forms.BooleanField(label=_("Large type"), required=False)


class ConsentForm(forms.Form):
    """One box per optional purpose, as the customer left it."""

    def __init__(self, *args, purposes, given, **kwargs):
        super().__init__(*args, **kwargs)
        for purpose in purposes:
            self.fields[purpose] = forms.BooleanField(label=Consent.Purpose(purpose).label, required=False, initial=purpose in given)

    def chosen(self) -> set[str]:
        return {purpose for purpose, ticked in self.cleaned_data.items() if ticked}
