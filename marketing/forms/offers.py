"""Input shapes of promotions and kinds of coupons."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Category, Product
from marketing.forms.campaigns import moment_field
from marketing.models import CouponKind, Promotion
from marketing.models.promotion import check_steps
from microstore.compliance.forms import Scanned
from microstore.core.money import YuanFormField, plain_yuan
from microstore.stores.models import Store

SCOPE = ("store_ids", "category_ids", "product_ids", "without_category_ids", "without_product_ids")


class StepsField(forms.CharField):
    """One step a line: threshold and saving in yuan. Cleaned to ``[[threshold_fen, off_fen], …]``."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{plain_yuan(threshold)} {plain_yuan(off)}" for threshold, off in value)
        return value

    def clean(self, value):
        steps = [self._step(line) for line in super().clean(value).splitlines() if line.strip()]
        check_steps(steps)
        return steps

    def _step(self, line: str) -> list[int]:
        parts = line.replace("，", " ").replace(",", " ").split()
        if len(parts) != 2:
            raise ValidationError(_("“%(line)s” is not a threshold and a saving."), params={"line": line})
        return [YuanFormField(min_value=0).clean(part) for part in parts]


class CodesField(forms.CharField):
    """Product numbers, one a line. Cleaned to ids; refuses numbers that do not exist."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(Product.objects.filter(pk__in=value).order_by("code").values_list("code", flat=True))
        return value

    def clean(self, value):
        codes = super().clean(value).replace(",", " ").split()
        found = dict(Product.objects.filter(code__in=codes).values_list("code", "pk"))
        missing = [code for code in codes if code not in found]
        if missing:
            raise ValidationError(_("No such product: %(codes)s"), params={"codes": ", ".join(missing)})
        return sorted(set(found.values()))


class IdsField(forms.ModelMultipleChoiceField):
    """Rows chosen from a list. Cleaned to ids."""

    def clean(self, value):
        return sorted(row.pk for row in super().clean(value))


class OfferForm(Scanned, forms.ModelForm):
    """What promotions and kinds of coupons have in common."""

    scan_kind, scan_fields, scan_refuses = "promo", ("name",), True

    starts_at = moment_field(gettext_lazy("begins"))
    ends_at = moment_field(gettext_lazy("ends"), help_text=gettext_lazy("From this moment on it no longer counts."))
    store_ids = IdsField(
        Store.objects.none(), label=gettext_lazy("stores"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all stores."),
    )  # fmt: skip
    category_ids = IdsField(
        Category.objects.all(), label=gettext_lazy("categories"), required=False, widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=gettext_lazy("Nothing chosen here and no product named: everything."),
    )  # fmt: skip
    product_ids = CodesField(label=gettext_lazy("products"), required=False, help_text=gettext_lazy("Product numbers, one a line."))
    without_category_ids = IdsField(
        Category.objects.all(), label=gettext_lazy("without categories"), required=False, widget=forms.SelectMultiple(attrs={"size": 5})
    )
    without_product_ids = CodesField(label=gettext_lazy("without products"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["store_ids"].queryset = Store.objects.visible_to(user)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.terms(), Fieldset(_("For which goods and stores"), "store_ids", _scope()))

    def clean(self):
        given = super().clean()
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("The end lies before the start."))
        return given


def _scope() -> Row:
    return Row(
        Column("category_ids", "product_ids", css_class="col-md-6"),
        Column("without_category_ids", "without_product_ids", css_class="col-md-6"),
    )


class PromotionForm(OfferForm):
    steps = StepsField(label=gettext_lazy("steps"), help_text=gettext_lazy("One a line, in yuan: 200 20 means that goods of 200 save 20."))

    class Meta:
        model = Promotion
        fields = (
            "name", "steps", "repeats", "starts_at", "ends_at", "priority", "exclusive_group", "budget_fen", "times_per_customer", *SCOPE,
        )  # fmt: skip

    def terms(self) -> list:
        return [
            Fieldset(_("What it saves"), "name", "steps", "repeats"),
            Fieldset(_("When"), Row(Column("starts_at"), Column("ends_at"))),
            Fieldset(
                _("Limits"), Row(Column("budget_fen"), Column("times_per_customer")), Row(Column("priority"), Column("exclusive_group"))
            ),
        ]


class CouponKindForm(OfferForm):
    claims_from = moment_field(gettext_lazy("claimed from"))
    claims_until = moment_field(gettext_lazy("claimed until"))

    class Meta:
        model = CouponKind
        fields = (
            "name", "off_fen", "threshold_fen", "claims_from", "claims_until", "starts_at", "ends_at", "quota", "per_customer", *SCOPE,
        )  # fmt: skip

    def terms(self) -> list:
        return [
            Fieldset(_("What it saves"), "name", Row(Column("off_fen"), Column("threshold_fen"))),
            Fieldset(_("When"), Row(Column("claims_from"), Column("claims_until")), Row(Column("starts_at"), Column("ends_at"))),
            Fieldset(_("Limits"), Row(Column("quota"), Column("per_customer"))),
        ]

    def clean(self):
        given = super().clean()
        if (given.get("off_fen") or 0) > (given.get("threshold_fen") or 0):
            self.add_error("off_fen", _("A coupon never saves more than it asks for."))
        until, ends = given.get("claims_until"), given.get("ends_at")
        if until and given.get("claims_from") and until <= given["claims_from"]:
            self.add_error("claims_until", _("The end lies before the start."))
        if until and ends and until > ends:
            self.add_error("claims_until", _("Claiming ends before the coupons do."))
        return given
