"""The product form in sections; the number is validated on save, the rest is counted and scanned."""
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog import judging
from catalog.forms.master import OF_PACKS
from catalog.gate import origin, supply
from catalog.gate.attributes import PREFIX, field_of, given_in
from catalog.models import Product, ProductRevision, Sku
from microstore.compliance import functions, goods, numbers
from microstore.compliance.classes import ProductClass
from microstore.compliance.forms import Scanned

SECTIONS = [
    (_("Name and number"), [
        "certificate_name", "title", "subtitle", ("approval_number", "certificate_basis", "certificate_until"), "registry_url"]),
    (_("Health function"), ["function_claim", "function_ids"]),
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


def sections_of(rules: goods.Goods):
    """The sections with the fields that goods of this class have; what is left of a row stands in its row."""
    for title, names in SECTIONS:
        rows = [_shown(name, rules) for name in names]
        if kept := [row for row in rows if row]:
            yield title, kept
    if rules.attributes:
        yield _("What goods of this class state"), [PREFIX + one.name for one in rules.attributes]


def _shown(name, rules):
    if isinstance(name, tuple):
        return tuple(one for one in name if one in rules.fields)
    return name if name in rules.fields else ()


class ProductForm(Scanned, forms.ModelForm):
    """What a revision says: the fields that the class of the goods declares, the further facts among them."""
    function_ids = forms.MultipleChoiceField(
        label=_("Functions of the official list"), required=False, choices=functions.choices,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Only those printed on the certificate (rule HF-09)."))

    registry_url = ProductRevision._meta.get_field("registry_url").formfield(assume_scheme="https")
    scan_from = {"functions": "function_ids", "name": "certificate_name"}

    class Meta:
        model = ProductRevision
        fields = [field for __, names in SECTIONS for name in names for field in (name if isinstance(name, tuple) else (name,))]
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in LONG.items()} | {
            "certificate_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "title": _("Begins with the name on the certificate (rule HF-13)."),
            "certificate_basis": _("Numbers of an old form need a proof (rule HF-03)."),
            "description": _("Facts only. Every text is scanned against the term list when it is saved."),
        }

    def __init__(self, *args, product_class=ProductClass.HEALTH_FOOD, **kwargs):
        super().__init__(*args, **kwargs)
        self.product_class = self.class_of_goods(product_class)
        self.rules = goods.of(self.product_class)
        stated = self.instance.attributes or {}
        for one in self.rules.attributes:
            self.fields[PREFIX + one.name] = field_of(one, stated.get(one.name))
        for name in [name for name in ProductForm.Meta.fields if name not in self.rules.fields]:
            del self.fields[name]
        self.scan_goods = self.product_class
        self.mark_scanned([*judging.READ, *judging.WITH_LABEL, *(PREFIX + one.name for one in self.rules.attributes if one.is_read)])
        self.helper = laid_out(list(self.sections()))

    def class_of_goods(self, given: str) -> str:
        return given

    def sections(self):
        return sections_of(self.rules)

    def clean(self):
        data = super().clean()
        kind = self.product_class
        if number := data.get("approval_number"):
            check = numbers.check_approval(number, kind)
            data["approval_number"] = check.number
            if check.fault:
                self.add_error("approval_number", check.fault)
        name = data.get("certificate_name")
        if self.rules.begins_with_certificate_name and name and not data.get("title", name).startswith(name):
            self.add_error("title", _("The display name must begin with the name on the certificate (rule HF-13)."))
        return data

    def facts(self) -> dict:
        """What the form knows of; further facts of other classes stay as they were."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}
        return facts | {"attributes": (self.instance.attributes or {}) | given_in(self.cleaned_data)}


class ShelfForm(forms.ModelForm):
    """Where a product belongs; takes effect at once."""

    class Meta:
        model = Product
        fields = ["category", "brand", "supplier", "owner", "is_adults_only"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.fields["owner"].queryset.filter(is_staff=True, is_active=True).order_by("username")


class ProductCreateForm(ProductForm):
    """The first draft together with the place in the shop and the first pack size. The class that is chosen decides the fields; on the
    page it is chosen first, by address. What is made was selected before (duty P1)."""
    proposal = forms.ModelChoiceField(
        label=_("Selection"), queryset=origin.selected(), to_field_name="number",
        help_text=_("What was selected and has no product yet. For goods that need no review, ask for an exception on the proposal."))
    product_class = forms.ChoiceField(
        label=_("Class of goods"), choices=ProductClass.choices,
        help_text=_("Decides which fields there are: open the form of another class above."))
    category = forms.ModelChoiceField(label=_("Category"), queryset=Product._meta.get_field("category").related_model.objects.all())
    brand = forms.ModelChoiceField(label=_("Brand"), queryset=Product._meta.get_field("brand").related_model.objects.all(), required=False)
    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=Product._meta.get_field("supplier").related_model.objects.all())
    spec = Sku._meta.get_field("spec").formfield(help_text=_("As printed on the pack."))
    barcode = Sku._meta.get_field("barcode").formfield(required=False)
    weight_grams = Sku._meta.get_field("weight_grams").formfield(initial=0)
    shelf_life_months = Sku._meta.get_field("shelf_life_months").formfield(initial=24)
    units_of_use = Sku._meta.get_field("units_of_use").formfield(required=False)

    intake_per_day = Sku._meta.get_field("intake_per_day").formfield(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.rules.has_parcel:
            for name in OF_PACKS:
                self.fields.pop(name, None)

    def class_of_goods(self, given):
        chosen = self.data.get("product_class", given)
        return chosen if chosen in goods.ALL else given

    def sections(self):
        pack = ["spec", ("barcode", "weight_grams"), ("shelf_life_months", "units_of_use", "intake_per_day")]
        return [
            (_("Place in the shop"), ["proposal", ("product_class", "category"), ("brand", "supplier")]), *sections_of(self.rules),
            (_("First pack size"), pack if self.rules.has_parcel else pack[:1])]

    def clean_barcode(self):
        code = self.cleaned_data["barcode"]
        if code and not numbers.gtin_is_valid(code):
            raise forms.ValidationError(_("The barcode has a wrong check digit."))
        return code

    def clean(self):
        data = super().clean()
        chosen = [data.get(name) for name in ("proposal", "product_class", "supplier")]
        if all(chosen) and (fault := origin.difference(chosen[0], chosen[1], chosen[2].pk)):
            self.add_error("proposal", fault)
        return data

    def shelf(self, owner) -> dict:
        names = ("product_class", "category", "brand", "supplier")
        return {name: self.cleaned_data[name] for name in names} | {"owner": owner}

    def pack(self) -> dict:
        given = {name: self.cleaned_data[name] for name in ("spec", *OF_PACKS) if name in self.fields}
        read = supply.of_pack(given["spec"], self.cleaned_data.get("dosage", ""))
        return given | {name: value for name, value in read.items() if name in given and given[name] is None}
