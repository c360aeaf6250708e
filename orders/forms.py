"""What customers and staff type about orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts.forms import AddressForm
from microstore.accounts.phones import PhoneField
from orders.models import Hold

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "6"}


class CheckoutForm(AddressForm):
    """One page: where to, a note, what the customer agrees to; guests add phone and code. No box is ever ticked beforehand. Without a
    parcel nobody is asked where to."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    phone = PhoneField(label=_("Mobile number"))
    code = forms.RegexField(
        r"^\d{6}$", label=_("Code from the text message"), strip=True, error_messages={"invalid": _("The code has 6 digits.")},
        widget=forms.TextInput(attrs=CODE),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("I agree to the terms of use and the privacy policy."), error_messages={"required": _("Please agree before you order.")}
    )
    note = forms.CharField(
        label=_("Note for the shop"), required=False, max_length=200, help_text=_("For example: leave it in the locker, no need to call"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    people_seen = forms.BooleanField(
        label=_("I have read for whom each product is suitable and for whom not."),
        error_messages={"required": _("Please confirm that you have read for whom each product is suitable.")},
    )
    address = forms.TypedChoiceField(
        label=_("Delivery address"), error_messages={"required": _("Choose a delivery address.")}
    )

    GUEST = ("phone", "code", "agreed")
    TYPED = ("receiver_name", "receiver_phone", "province", "city", "district", "detail")

    def __init__(self, *args, customer=None, addresses=None, has_parcel=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.customer, self.addresses, self.has_parcel = customer, addresses or [], has_parcel
        self.fields["phone"].widget.attrs["class"] = self.fields["code"].widget.attrs["class"] = "inp"
        del self.fields["is_default"]
        self._drop(self.GUEST if customer else ())
        self._drop(self.TYPED if self.addresses else ("address",))
        if not has_parcel:
            self._drop((*self.TYPED, "people_seen"))
        if self.addresses:
            by_key = {str(address.pk): address for address in self.addresses}
            self.fields["address"].choices = [(key, key) for key in by_key]
            self.fields["address"].coerce = by_key.__getitem__
        elif not customer and has_parcel:
            self.fields["receiver_phone"].required = False
            self.fields["receiver_phone"].label = _("Receiver's phone, if it is another")
        for name in ("people_seen", "agreed"):
            if name in self.fields:
                self.fields[name].widget.attrs.pop("class", None)

    def _drop(self, names) -> None:
        for name in names:
            del self.fields[name]

    @classmethod
    def _typed(cls, post):
        return {name: post.get(name, "") for name in cls.base_fields if name not in ("people_seen", "agreed", "code", "address")}


class ReasonForm(forms.Form):
    """Why a customer cancels."""

    REASONS = [
        ("mind", _("I changed my mind")),
        ("wrong", _("I chose the wrong product or quantity")),
        ("address", _("The address is wrong")),
        ("slow", _("It takes too long")),
        ("other", _("Something else")),
    ]
    reason = forms.ChoiceField(label=_("Why?"), choices=REASONS, widget=forms.Select(attrs={"class": "inp"}))

    def words(self) -> str:
        return str(dict(self.REASONS)[self.cleaned_data["reason"]])


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Your answer"), max_length=300, widget=forms.Textarea(attrs={"class": "inp", "rows": 3}))


class SettleForm(forms.Form):
    """Finance paid back on the provider's own page."""

    provider_ref = forms.CharField(label=_("Provider reference"), max_length=64)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class HoldForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=Hold.Reason)
    question = forms.CharField(label=_("Question to the customer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectAddressForm(AddressForm):
    """Where the parcel shall go instead, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("Kept with before and after."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["is_default"]
        for field in self.fields.values():
            field.widget.attrs.pop("class", None)
