"""Small forms of the acts on one product."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from microstore.core.pages import ReasonForm
from microstore.stores.assets.picking import AssetField
from microstore.stores.models import Store


class StoresForm(forms.Form):
    """Which stores, of those the person works for."""
    stores = forms.ModelMultipleChoiceField(label=_("Stores"), queryset=Store.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stores"].queryset = Store.objects.visible_to(user) if user else Store.objects.all()


class DelistForm(ReasonForm):
    """For safety, at once; for trade it is proposed."""
    why = forms.ChoiceField(
        label=_("Because"), choices=[(str(one), one.label) for one in Product.Delisting if one not in Product.TRADE],
        help_text=_("Slow goods and goods out of season are proposed instead: a colleague decides."))
    field_order = ["why", "reason"]


class PictureForm(forms.Form):
    asset = AssetField()
    picture = forms.FileField(
        label=_("Or upload a picture"), required=False,
        help_text=_("JPEG, PNG or WebP, up to 10 MB. The first picture is the one on the cards."))

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("picture") and not cleaned.get("asset") and not self.errors:
            self.add_error("asset", _("Choose a picture of the library or upload one."))
        return cleaned
