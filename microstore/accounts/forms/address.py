"""An address: three selects that narrow each other, or one pasted text that fills them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts.phones import PhoneField, local
from microstore.core import regions

CHOOSE = [("", _("Choose"))]


class AddressForm(forms.Form):
    """Use ``AddressForm.read(request.POST)``: it understands the buttons "recognise" and "next" that work without script.

    ``address_fields()`` gives what ``services.addresses`` takes.
    """

    receiver_name = forms.CharField(label=_("Receiver"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    receiver_phone = PhoneField()
    province = forms.ChoiceField(
        label=_("Province"), widget=forms.Select(attrs={"autocomplete": "address-level1", "data-region": "province"})
    )
    city = forms.ChoiceField(label=_("City"), widget=forms.Select(attrs={"autocomplete": "address-level2", "data-region": "city"}))
    district = forms.ChoiceField(
        label=_("District"), widget=forms.Select(attrs={"autocomplete": "address-level3", "data-region": "district"})
    )
    detail = forms.CharField(
        label=_("Street and house number"), max_length=120, min_length=2,
        widget=forms.TextInput(attrs={"autocomplete": "street-address", "enterkeyhint": "done"}),
    )  # fmt: skip
    is_default = forms.BooleanField(label=_("Use this address first"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        province = self._given("province")
        cities = regions.cities(province) if province else []
        city = self._given("city")
        city = cities[0].code if len(cities) == 1 else city if city in {place.code for place in cities} else ""
        self.fields["province"].choices = self._choices(regions.provinces())
        self.fields["city"].choices = self._choices(cities)
        self.fields["district"].choices = self._choices(regions.districts(city) if city else [])
        for name, field in self.fields.items():
            if name != "is_default":
                field.widget.attrs.setdefault("class", "inp")

    def _given(self, name):
        return (self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)) or ""

    @staticmethod
    def _choices(places):
        only = [(place.code, place.name) for place in places]
        return only if len(only) == 1 else [*CHOOSE, *only]

    @classmethod
    def read(cls, post, **options):
        """A bound form; or an unbound one, filled, when a button asked to recognise a pasted text or for the next select.

        The Enter key presses the first button of a form: with nothing left to fill in, it means "save".
        """
        act, pasted = post.get("act", ""), post.get("pasted", "").strip()
        if act == "recognise" and pasted:
            return cls(initial={**cls._typed(post), **cls.from_pasted(pasted)}, **options)
        if act == "next" or (act == "recognise" and not post.get("district")):
            return cls(initial=cls._typed(post), **options)
        return cls(post, **options)

    @classmethod
    def _typed(cls, post):
        return {name: post.get(name, "") for name in cls.base_fields}

    @staticmethod
    def from_pasted(text) -> dict:
        """Initial values for what was recognised; what was not is left as it is."""
        found = regions.parse(text)
        path = regions.code_path(found.region_code) if found.region_code else None
        values = {"receiver_name": found.name, "receiver_phone": local(found.phone), "detail": found.detail}
        if path:
            values |= dict(zip(("province", "city", "district"), path, strict=True))
        return {name: value for name, value in values.items() if value}

    @staticmethod
    def initial_of(address) -> dict:
        province, city, district = regions.code_path(address.region_code) or ("", "", "")
        return {
            "receiver_name": address.name, "receiver_phone": address.phone, "province": province, "city": city, "district": district,
            "detail": address.detail, "is_default": address.is_default,
        }  # fmt: skip

    def address_fields(self) -> dict:
        data = self.cleaned_data
        return {
            "name": data["receiver_name"], "phone": data["receiver_phone"], "region_code": data["district"], "detail": data["detail"],
            "is_default": data.get("is_default", False),
        }  # fmt: skip
