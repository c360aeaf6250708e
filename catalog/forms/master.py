"""Forms of master data and pack sizes."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Brand, Category, Sku, Supplier
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


class SupplierForm(forms.ModelForm):
    class Meta:
        model = Supplier
        fields = ["code", "name", "licence_number", "licence_until", "contact", "phone", "address", "is_active"]
        widgets = {"licence_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_licence_number(self):
        """Food trade or production licence (rules FS-01, FS-02)."""
        number = numbers.normalise(self.cleaned_data["licence_number"])
        if number and not any(numbers.has_form(code, number) for code in ("FOOD_BIZ", "FOOD_PROD", "FOOD_FILE")):
            raise forms.ValidationError(_("This is not the form of a food licence: SC, JY or YB and its digits."))
        return number


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
