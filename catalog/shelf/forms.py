"""What people say about the shelf."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from catalog.shelf import substitutes
from microstore.core.pages import ReasonForm

PROPOSED = (*Product.TRADE, Product.Delisting.QUALITY)


class ProposeForm(ReasonForm):
    why = forms.ChoiceField(label=_("Because"), choices=[(str(one), one.label) for one in PROPOSED])
    field_order = ["why", "reason"]


class SubstitutesForm(forms.Form):
    codes = forms.CharField(
        label=_("Take instead"), required=False, max_length=200,
        help_text=_("Product numbers in their order, such as P00012 P00031. Empty: goods of the same function and shelf."))

    def __init__(self, *args, row: Product, **kwargs):
        super().__init__(*args, **kwargs)
        known = Product.objects.in_bulk(substitutes.said(row.pk))
        self.fields["codes"].initial = " ".join(known[pk].code for pk in substitutes.said(row.pk) if pk in known)

    def clean_codes(self):
        codes = list(dict.fromkeys(code.upper() for code in re.split(r"[\s,，、;；]+", self.cleaned_data["codes"]) if code))
        found = {product.code: product for product in Product.objects.filter(code__in=codes)}
        if strange := [code for code in codes if code not in found]:
            raise forms.ValidationError(_("There is no product %(codes)s."), params={"codes": "、".join(strange)})
        return [found[code] for code in codes]
