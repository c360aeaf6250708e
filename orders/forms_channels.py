"""What people fill in for channels."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Sku
from microstore.stores.models import Store
from orders.models import Channel


class ChannelOpenForm(forms.Form):
    code = forms.SlugField(
        label=_("Code"), max_length=20, help_text=_("Short and lasting, such as “weidian”; its keys stand under it in the settings.")
    )
    name = forms.CharField(label=_("Name"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=Channel.Kind.choices)
    store = forms.ModelChoiceField(label=_("Store"), queryset=Store.objects.none(), help_text=_("Its orders become orders of this store."))

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["store"].queryset = Store.objects.visible_to(user)


class ChannelChangeForm(forms.ModelForm):
    class Meta:
        model = Channel
        fields = ["name", "share_percent", "buffer_units", "is_on", "stops_sale"]
        help_texts = {
            "share_percent": _("So much of what could be sold is offered there."),
            "buffer_units": _("Taken off that share, so that two sales at once do no harm."),
            "is_on": _("Off: nothing is read and nothing is told."),
            "stops_sale": _("Every SKU is told as 0; orders are read all the same."),
        }


class MapForm(forms.Form):
    sku = forms.CharField(
        label=_("Our SKU"), max_length=40, help_text=_("Code or barcode"),
        widget=forms.TextInput(attrs={"list": "sku-codes", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_sku(self):
        text = self.cleaned_data["sku"].strip()
        found = Sku.objects.filter(code__iexact=text).first() or Sku.objects.filter(barcode=text).exclude(barcode="").first()
        if found is None:
            raise forms.ValidationError(_("There is no SKU “%(code)s”."), params={"code": text})
        return found


class UploadForm(forms.Form):
    channel = forms.ModelChoiceField(label=_("Channel"), queryset=Channel.objects.none(), help_text=_("Whose orders are in the list."))
    file = forms.FileField(
        label=_("Order list"), help_text=_("CSV or XLSX as the platform exports it, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )  # fmt: skip

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.visible_to(user)
