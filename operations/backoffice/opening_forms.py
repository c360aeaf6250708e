"""What people write about stores on their way to the opening, their goals and their strategy."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.days import business_day
from microstore.core.money import YuanFormField
from microstore.core.pages import ReasonForm
from operations.models import AcceptanceTick, Opening
from operations.services import planning

QUARTERS = [("", _("Whole year")), *((number, f"Q{number}") for number in range(1, 5))]


def long(rows: int = 5):
    return forms.Textarea(attrs={"rows": rows})


class ResearchForm(forms.ModelForm):
    class Meta:
        model = Opening
        fields = ["customers", "competitors", "trends"]
        widgets = {"customers": long(), "competitors": long(), "trends": long()}
        help_texts = {
            "customers": _("Who they are, what they need, where they buy today."),
            "competitors": _("Which stores sell to them, at which prices, with which strengths."),
            "trends": _("What changes in this market, and how we know."),
        }


class PositioningForm(forms.ModelForm):
    class Meta:
        model = Opening
        fields = ["positioning"]
        widgets = {"positioning": long(8)}
        help_texts = {"positioning": _("For whom the store is, what it stands for, and what it does not sell.")}


class PlanForm(forms.ModelForm):
    class Meta:
        model = Opening
        fields = ["plan", "planned_for"]
        widgets = {"plan": long(10), "planned_for": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"plan": _("Range, building, people, promotion and money, step by step.")}


class SubmitForm(ReasonForm):
    reason = forms.CharField(
        label=_("Word to the director"), max_length=500, widget=long(3), help_text=_("Kept in the timeline with your name.")
    )


class TickForm(forms.Form):
    """Only the items that this person's department answers for."""

    item = forms.ChoiceField(label=_("Item"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("What you looked at"), max_length=300, widget=long(2), help_text=_("Kept with your name."))

    def __init__(self, *args, items=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(item, AcceptanceTick.Item(item).label) for item in items]
        if len(items) == 1:
            self.fields["item"].initial = items[0]


class GoalForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2020, max_value=2100)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, coerce=int, empty_value=None, choices=QUARTERS)
    sales_fen = YuanFormField(label=_("Sales, yuan"), min_value=1)
    orders = forms.IntegerField(label=_("Orders"), min_value=1, max_value=100_000_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year


class DecisionForm(forms.Form):
    market_fact = forms.CharField(
        label=_("What changed in the market"), max_length=2000, widget=long(4), help_text=_("The fact, and where it is from.")
    )
    decision = forms.CharField(label=_("What is decided"), max_length=2000, widget=long(4))
    review_on = forms.DateField(label=_("Looked at again on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["review_on"].initial = clock.today() + timedelta(days=90)


class EffectsForm(forms.Form):
    """What a decision led to, of what it may have led to."""

    campaigns = forms.MultipleChoiceField(label=_("Campaigns"), required=False, widget=forms.CheckboxSelectMultiple)
    price_changes = forms.MultipleChoiceField(label=_("Price changes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {"campaigns": planning.campaigns_of(decision), "price_changes": planning.price_changes_of(decision)}
        self.fields["campaigns"].choices = [(row.pk, f"{row.name} · {business_day(row.starts_at)}") for row in self.offered["campaigns"]]
        self.fields["price_changes"].choices = [(row.pk, f"{row.number} · {row.reason}") for row in self.offered["price_changes"]]

    def clean(self):
        """Rows instead of keys."""
        said = super().clean()
        return {name: [row for row in rows if str(row.pk) in said.get(name, ())] for name, rows in self.offered.items()}


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=2000, widget=long(5))
