"""Small forms of the acts on one product."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from microstore.core import clock
from microstore.core.money import YuanFormField
from microstore.core.pages import ReasonForm
from microstore.stores.models import Store


class StoresForm(forms.Form):
    """Which stores, of those the person works for."""
    stores = forms.ModelMultipleChoiceField(label=_("Stores"), queryset=Store.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stores"].queryset = Store.objects.visible_to(user) if user else Store.objects.all()


class DelistForm(ReasonForm):
    why = forms.ChoiceField(label=_("Because"), choices=Product.Delisting.choices)
    field_order = ["why", "reason"]


class PictureForm(forms.Form):
    picture = forms.FileField(label=_("Picture"), help_text=_("JPEG, PNG or WebP, up to 10 MB. The first picture is the one on the cards."))


class PriceForm(forms.Form):
    """A price from now or from a later moment on, in one store or in all."""
    store = forms.ModelChoiceField(
        label=_("Store"), queryset=Store.objects.none(), required=False, empty_label=_("All stores (base price)"))
    amount_fen = YuanFormField(label=_("Price, yuan"), min_value=0)
    list_fen = YuanFormField(label=_("List price, yuan"), required=False, min_value=0)
    valid_from = forms.DateTimeField(
        label=_("Valid from"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: from now on. Beijing time."))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["store"].queryset = Store.objects.visible_to(user) if user else Store.objects.all()

    def clean_valid_from(self):
        moment = self.cleaned_data["valid_from"]
        if moment and moment < clock.now():
            raise forms.ValidationError(_("A price cannot begin in the past."))
        return moment
