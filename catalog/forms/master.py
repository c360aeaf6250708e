"""Forms of master data and pack sizes."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Sku
from microstore.compliance import goods, numbers


class BrandForm(forms.ModelForm):
    class Meta:
        model = Brand
        fields = ["name", "slug", "position"]


FOLLOWS = ("weight_grams", "shelf_life_months", "units_of_use", "intake_per_day", "cost_fen")
"""What a bundle has by what is inside."""
OF_PACKS = ("barcode", *FOLLOWS[:-1])
"""What goods without a parcel have not."""


class SkuForm(forms.ModelForm):
    class Meta:
        model = Sku
        fields = [
            "code", "spec", "barcode", "weight_grams", "shelf_life_months", "units_of_use", "intake_per_day", "cost_fen", "is_active",
            "position"]
        labels = {"cost_fen": _("Cost, yuan")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Empty: made from the product number.")
        if self.instance.is_bundle:
            for name in FOLLOWS:
                del self.fields[name]
        if self.instance.product_id and not goods.of(self.instance.product.product_class).has_parcel:
            for name in OF_PACKS:
                self.fields.pop(name, None)

    def clean_barcode(self):
        code = self.cleaned_data["barcode"]
        if code and not numbers.gtin_is_valid(code):
            raise forms.ValidationError(_("The barcode has a wrong check digit."))
        return code
