"""Input shapes of campaigns and plans."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import Product
from marketing.models import Campaign, CouponKind, MarketingPlan, PlanActivity, Promotion
from marketing.services.campaigns.drafting import LINKS, TOLD
from marketing.services.campaigns.readiness import CHECKLIST
from microstore.accounts.models import Staff
from microstore.compliance.forms import Scanned
from microstore.compliance.goods import NEVER_PROMOTED
from microstore.core.declarations import Department
from microstore.core.money import YuanFormField
from microstore.stores.models import Store

PLAIN = (
    "code", "name", "aim", "goal_sales_fen", "goal_orders", "goal_conversion", "goal_new_customers", "segment", "audience", "content",
    "starts_at", "ends_at", "shows_teaser", "budget_fen", "stock_plan", "risk",
)  # fmt: skip
COST = re.compile(r"^(?P<label>.+?)[\s:：]+¥?(?P<yuan>\d+(?:\.\d{1,2})?)$")
GOALS = ("goal_sales_fen", "goal_orders", "goal_conversion", "goal_new_customers")
MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label, **extra) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, input_formats=[MOMENT, f"{MOMENT}:%S", "%Y-%m-%d %H:%M"], **extra)


class CostsField(forms.CharField):
    """One purpose a line with its amount; cleaned to purpose → fen."""

    def clean(self, value):
        found = {}
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            match = COST.match(line)
            if match is None:
                raise forms.ValidationError(_("“%(line)s” has no amount at its end."), params={"line": line})
            found[match["label"][:60]] = round(float(match["yuan"]) * 100)
        return found


class CampaignForm(Scanned, forms.ModelForm):
    """All of a proposal. ``links``, ``costs`` and ``owners`` are what stands in other tables."""

    scan_kind, scan_fields = "promo", ("name", "content")

    starts_at = moment_field(gettext_lazy("begins"))
    ends_at = moment_field(gettext_lazy("ends"), help_text=gettext_lazy("From this moment on it no longer counts."))
    costs = CostsField(
        label=gettext_lazy("cost lines"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One purpose a line, its amount in yuan at the end: Posters 300"),
    )  # fmt: skip

    class Meta:
        model = Campaign
        fields = [*PLAIN, *LINKS]
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("aim", "audience", "content", "stock_plan", "risk")},
            "stores": forms.CheckboxSelectMultiple,
            **{name: forms.SelectMultiple(attrs={"size": 6}) for name in ("products", "promotions", "coupon_kinds")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stores"].queryset = Store.objects.visible_to(user)
        self.fields["products"].queryset = Product.objects.exclude(product_class__in=NEVER_PROMOTED).order_by("name")
        self.fields["promotions"].queryset = Promotion.objects.visible_to(user)
        self.fields["coupon_kinds"].queryset = CouponKind.objects.visible_to(user)
        self._free_goals()
        self._add_owners()
        self.helper = FormHelper()
        self.helper.layout = _campaign_layout()

    def _free_goals(self):
        """Goals begin empty, not at nought. A draft may lack them; what is missing stands in its cockpit."""
        for name in GOALS:
            self.fields[name].required = False
            self.initial[name] = self.initial.get(name) or None

    def _add_owners(self) -> None:
        known = dict(self.instance.departments.values_list("department", "owner")) if self.instance.pk else {}
        here = list(Staff.objects.filter(department__in=TOLD, left_on=None).select_related("user"))
        for department in TOLD:
            people = [(one.user_id, f"{one.user.name} · {one.get_post_display()}") for one in here if one.department == department]
            self.fields[f"owner_{department}"] = forms.TypedChoiceField(
                label=Department(department).label, coerce=int, empty_value=None, required=False, choices=[("", "—"), *people],
                initial=known.get(department),
            )  # fmt: skip

    def clean(self):
        given = super().clean()
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("The end lies before the start."))
        return given | {name: given.get(name) or 0 for name in GOALS if name not in self.errors}

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in PLAIN}

    @property
    def links(self) -> dict:
        return {name: self.cleaned_data[name] for name in LINKS}

    @property
    def owners(self) -> dict:
        return {department: self.cleaned_data[f"owner_{department}"] for department in TOLD}


def _campaign_layout() -> Layout:
    return Layout(
        Fieldset(_("What and why"), Row(Column("name"), Column("code")), "aim", Row(Column("segment"), Column("audience"))),
        Fieldset(_("Goals"), Row(Column("goal_sales_fen"), Column("goal_orders"), Column("goal_conversion"), Column("goal_new_customers"))),
        Fieldset(_("When and where"), Row(Column("starts_at"), Column("ends_at")), "stores", "shows_teaser"),
        Fieldset(_("Rules and goods"), Row(Column("promotions"), Column("coupon_kinds")), "products"),
        Fieldset(_("Page"), "content"),
        Fieldset(_("Money, stock and risk"), Row(Column("budget_fen"), Column("costs")), Row(Column("stock_plan"), Column("risk"))),
        Fieldset(_("Who answers for it in each department"), Row(*(Column(f"owner_{one}") for one in TOLD))),
    )


class CampaignChangeForm(CampaignForm):
    """The same after approval, with the reason."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(0, Fieldset(_("Why it is changed"), "reason"))


class ChecklistForm(forms.Form):
    """Each point of the list is ticked by name."""

    checked = forms.MultipleChoiceField(label=gettext_lazy("I have checked"), choices=CHECKLIST, widget=forms.CheckboxSelectMultiple)


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("What follows from today's numbers"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class IssueForm(forms.Form):
    problem = forms.CharField(label=gettext_lazy("Problem"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class SolutionForm(forms.Form):
    solution = forms.CharField(label=gettext_lazy("How it was solved"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CostForm(forms.Form):
    committed_fen = YuanFormField(label=gettext_lazy("committed"), min_value=0)
    actual_fen = YuanFormField(label=gettext_lazy("spent"), min_value=0)


class EvaluationForm(forms.Form):
    """What numbers do not say."""

    worked = forms.CharField(label=gettext_lazy("What worked"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    failed = forms.CharField(label=gettext_lazy("What did not"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    lessons = forms.CharField(label=gettext_lazy("Lessons for the next one"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    feedback = forms.CharField(
        label=gettext_lazy("What customers and sales said"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlanForm(forms.ModelForm):
    month = forms.DateField(
        label=gettext_lazy("month"), input_formats=["%Y-%m", "%Y-%m-%d"], widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"})
    )

    class Meta:
        model = MarketingPlan
        fields = ["month", "aim", "customers", "channels", "budget_fen"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("aim", "customers", "channels")}


class ActivityForm(forms.ModelForm):
    starts_on = forms.DateField(label=gettext_lazy("begins"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    class Meta:
        model = PlanActivity
        fields = ["kind", "name", "channel", "starts_on", "budget_fen", "asks", "campaign"]
