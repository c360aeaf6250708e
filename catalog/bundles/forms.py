"""What a person types in as the contents of a bundle."""
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.bundles.filling import MOST_PARTS, MOST_UNITS
from catalog.models import Category, Sku
from microstore.compliance import goods

CLASSES = [(code, goods.of(code).label) for code in goods.BUNDLES]
CODE = forms.TextInput(attrs={"list": "parts", "autocomplete": "off"})


class PartsForm(forms.Form):
    """Up to six pack sizes by code or barcode, each with its units."""

    above: tuple[str, ...] = ()

    def __init__(self, *args, parts=(), **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PARTS + 1):
            part = parts[number - 1] if number <= len(parts) else None
            self.fields[f"sku_{number}"] = forms.CharField(
                label=_("Pack size %(number)d") % {"number": number}, max_length=40, required=number == 1, widget=CODE,
                initial=part.component.code if part else "", help_text=_("Code or barcode") if number == 1 else "")
            self.fields[f"units_{number}"] = forms.IntegerField(
                label=_("Units"), required=number == 1, min_value=1, max_value=MOST_UNITS, initial=part.units if part else None,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
        self.helper = FormHelper()
        self.helper.form_tag = False
        rows = [Row(Column(f"sku_{n}", css_class="col-8"), Column(f"units_{n}", css_class="col-4")) for n in range(1, MOST_PARTS + 1)]
        self.helper.layout = Layout(*self.above, *rows, HTML("{% include 'catalog/bundles/_codes.html' %}"))

    def clean(self):
        given = super().clean()
        self.parts = []
        for number in range(1, MOST_PARTS + 1):
            text, units = (given.get(f"sku_{number}") or "").strip(), given.get(f"units_{number}")
            if bool(text) != bool(units) and not self.errors:
                self.add_error(f"units_{number}" if text else f"sku_{number}", _("Enter both the product and its units."))
            elif text:
                self.parts.append((self._found(number, text), units))
        return given

    def _found(self, number: int, text: str) -> Sku | None:
        rows = Sku.objects.select_related("product")
        sku = rows.filter(code__iexact=text).first() or rows.filter(barcode=text).exclude(barcode="").first()
        if sku is None:
            self.add_error(f"sku_{number}", _("There is no SKU “%(code)s”.") % {"code": text})
        return sku


class BundleForm(PartsForm):
    """A new bundle: its page and its place, then what is inside."""

    above = ("title", "product_class", "category", "spec", "description")

    title = forms.CharField(
        label=_("Display name"), max_length=120, help_text=_("What is inside keeps its own names; claim nothing of the whole."))
    product_class = forms.ChoiceField(label=_("Class of goods"), choices=CLASSES)
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.order_by("position", "name"))
    spec = forms.CharField(
        label=_("Specification"), max_length=80, required=False, help_text=_("Empty: names and units of what is inside."))
    description = forms.CharField(
        label=_("Details"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why these go together, in plain words."))
