"""The product form in sections; the number is validated on save, the rest is counted and scanned."""
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, ProductRevision, Sku
from microstore.compliance import functions, numbers
from microstore.compliance.classes import ProductClass

SECTIONS = [
    (_("Name and number"), [
        "certificate_name", "title", "subtitle", ("approval_number", "certificate_basis", "certificate_until"), "registry_url"]),
    (_("Health function"), ["function_claim", "function_ids", "is_claim_verified"]),
    (_("Ingredients and people"), ["dosage_form", "ingredients", "marker_content", "suitable_population", "unsuitable_population"]),
    (_("Use and storage"), ["dosage", ("shelf_life", "storage"), "cautions"]),
    (_("Producer"), ["maker_name", "maker_address", ("maker_licence", "standard_code", "origin")]),
    (_("Details"), ["description"]),
]
LONG = {"ingredients": 3, "marker_content": 2, "cautions": 3, "description": 6}


def laid_out(sections) -> FormHelper:
    """Fieldsets with a legend; a tuple of fields stands in one row."""
    helper = FormHelper()
    rows = [
        Fieldset(title, *(Div(*name, css_class="form-row") if isinstance(name, tuple) else name for name in names))
        for title, names in sections]
    helper.layout = Layout(*rows)
    return helper


class ProductForm(forms.ModelForm):
    """What a revision says. ``product_class`` decides which numbers are right."""
    function_ids = forms.MultipleChoiceField(
        label=_("Functions of the official list"), required=False, choices=functions.choices,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Only those printed on the certificate (rule HF-09)."))

    registry_url = ProductRevision._meta.get_field("registry_url").formfield(assume_scheme="https")

    class Meta:
        model = ProductRevision
        fields = [field for __, names in SECTIONS for name in names for field in (name if isinstance(name, tuple) else (name,))]
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in LONG.items()} | {
            "certificate_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "title": _("Begins with the name on the certificate (rule HF-13)."),
            "certificate_basis": _("Numbers of an old form need a proof (rule HF-03)."),
            "is_claim_verified": _("Tick when you held the certificate beside this text. Customers see whether it was done."),
            "description": _("Facts only. Every text is scanned against the term list when it is saved."),
        }

    def __init__(self, *args, product_class=ProductClass.HEALTH_FOOD, **kwargs):
        super().__init__(*args, **kwargs)
        self.product_class = product_class
        self.helper = laid_out(self.sections())

    def sections(self):
        return SECTIONS

    def clean(self):
        data = super().clean()
        kind = data.get("product_class", self.product_class)
        if number := data.get("approval_number"):
            check = numbers.check_approval(number, kind)
            data["approval_number"] = check.number
            if check.fault:
                self.add_error("approval_number", check.fault)
        name = data.get("certificate_name")
        if kind == ProductClass.HEALTH_FOOD and name and not data.get("title", name).startswith(name):
            self.add_error("title", _("The display name must begin with the name on the certificate (rule HF-13)."))
        return data

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ShelfForm(forms.ModelForm):
    """Where a product belongs; takes effect at once."""

    class Meta:
        model = Product
        fields = ["category", "brand", "supplier", "owner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.fields["owner"].queryset.filter(is_staff=True, is_active=True).order_by("username")


class ProductCreateForm(ProductForm):
    """The first draft together with the place in the shop and the first pack size."""
    product_class = forms.ChoiceField(label=_("Class of goods"), choices=ProductClass.choices)
    category = forms.ModelChoiceField(label=_("Category"), queryset=Product._meta.get_field("category").related_model.objects.all())
    brand = forms.ModelChoiceField(label=_("Brand"), queryset=Product._meta.get_field("brand").related_model.objects.all(), required=False)
    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=Product._meta.get_field("supplier").related_model.objects.all())
    spec = Sku._meta.get_field("spec").formfield(help_text=_("As printed on the pack."))
    barcode = Sku._meta.get_field("barcode").formfield(required=False)
    weight_grams = Sku._meta.get_field("weight_grams").formfield(initial=0)
    shelf_life_months = Sku._meta.get_field("shelf_life_months").formfield(initial=24)
    units_of_use = Sku._meta.get_field("units_of_use").formfield(required=False)

    def sections(self):
        return [
            (_("Place in the shop"), [("product_class", "category"), ("brand", "supplier")]), *SECTIONS,
            (_("First pack size"), ["spec", ("barcode", "weight_grams"), ("shelf_life_months", "units_of_use")])]

    def clean_barcode(self):
        code = self.cleaned_data["barcode"]
        if code and not numbers.gtin_is_valid(code):
            raise forms.ValidationError(_("The barcode has a wrong check digit."))
        return code

    def shelf(self, owner) -> dict:
        names = ("product_class", "category", "brand", "supplier")
        return {name: self.cleaned_data[name] for name in names} | {"owner": owner}

    def pack(self) -> dict:
        names = ("spec", "barcode", "weight_grams", "shelf_life_months", "units_of_use")
        return {name: self.cleaned_data[name] for name in names}
