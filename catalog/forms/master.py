"""Forms of master data and pack sizes."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Sku
from microstore.compliance import numbers

DEEPEST = 3


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ["name", "slug", "parent", "position"]

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and parent.level >= DEEPEST:
            raise forms.ValidationError(_("Categories are at most three levels deep."))
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(_("A category cannot stand below itself."))
            above = above.parent
        return parent


class BrandForm(forms.ModelForm):
    class Meta:
        model = Brand
        fields = ["name", "slug", "position"]


class SkuForm(forms.ModelForm):
    class Meta:
        model = Sku
        fields = ["code", "spec", "barcode", "weight_grams", "shelf_life_months", "units_of_use", "cost_fen", "is_active", "position"]
        labels = {"cost_fen": _("Cost, yuan")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Empty: made from the product number.")

    def clean_barcode(self):
        code = self.cleaned_data["barcode"]
        if code and not numbers.gtin_is_valid(code):
            raise forms.ValidationError(_("The barcode has a wrong check digit."))
        return code
