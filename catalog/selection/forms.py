"""What staff type in about the market and about proposals."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Competitor, CompetitorProduct, PriceObservation, ProposalScore, SelectionProposal, Sku
from microstore.core import clock
from microstore.core.money import YuanFormField
from microstore.core.pages import ReasonForm

DAY = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}


def address_field() -> forms.URLField:
    return forms.URLField(label=_("Address"), max_length=300, required=False, assume_scheme="https")


class CompetitorForm(forms.ModelForm):
    url = address_field()

    class Meta:
        model = Competitor
        fields = ["name", "platform", "url", "strengths", "is_active"]


class SkuCodeField(forms.CharField):
    """The code or barcode of one of our pack sizes; empty for none."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 40, "required": False, **kwargs})

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        sku = Sku.objects.filter(code__iexact=text).first() or Sku.objects.filter(barcode=text).first()
        if sku is None:
            raise forms.ValidationError(_("No SKU has the code or barcode “%(code)s”."), params={"code": text})
        return sku


def offer_rivals(field) -> None:
    """Products that are watched, by competitor."""
    field.queryset = CompetitorProduct.objects.watched().select_related("competitor").order_by("competitor__name", "name")
    field.label_from_instance = lambda row: f"{row.competitor} · {row}"


class RivalForm(forms.ModelForm):
    url = address_field()

    class Meta:
        model = CompetitorProduct
        fields = ["competitor", "name", "spec", "intake_per_day", "url", "is_active"]


class LinkForm(forms.Form):
    sku = SkuCodeField(label=_("Our SKU or barcode"), help_text=_("The one with the same contents, as far as there is one. Empty: none."))


class LookForm(forms.Form):
    """What was seen of one product: the fields a thumb reaches."""

    price_fen = YuanFormField(label=_("Price, yuan"), min_value=0)
    promo = forms.CharField(
        label=_("Promotion"), max_length=200, required=False, help_text=_("As it was said: coupons, gifts, thresholds."))
    seen_on = forms.DateField(label=_("Seen on"), widget=forms.DateInput(**DAY))
    source = forms.ChoiceField(label=_("Where it was seen"), choices=PriceObservation.Source.choices)
    url = address_field()
    screenshot = forms.FileField(
        label=_("Screenshot or photo"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}))

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"seen_on": clock.today(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_seen_on(self):
        day = self.cleaned_data["seen_on"]
        if day > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def seen(self) -> dict:
        names = ("price_fen", "promo", "seen_on", "source", "url", "screenshot")
        return {name: self.cleaned_data[name] for name in names}


class QuickLookForm(LookForm):
    """On the way: a product that is known, or a new one with its competitor."""

    rival = forms.ModelChoiceField(
        label=_("Competitor's product"), queryset=CompetitorProduct.objects.none(), required=False,
        empty_label=_("A new product: name it below"))
    competitor = forms.ModelChoiceField(label=_("Competing shop"), queryset=Competitor.objects.none(), required=False)
    name = forms.CharField(label=_("Name of the new product"), max_length=120, required=False)
    spec = forms.CharField(label=_("Specification"), max_length=80, required=False)
    field_order = ["rival", "competitor", "name", "spec", "price_fen", "promo", "screenshot", "seen_on", "source", "url"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_rivals(self.fields["rival"])
        self.fields["competitor"].queryset = Competitor.objects.filter(is_active=True)

    def clean(self):
        data = super().clean()
        if not data.get("rival") and not (data.get("competitor") and data.get("name")):
            raise forms.ValidationError(_("Choose a product, or name a new one and its competitor."))
        return data


class AnswerForm(ReasonForm):
    """What is done about an alarm."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is done about it, or why the price stays")
        self.fields["reason"].max_length = 300


class SummaryForm(forms.Form):
    summary = forms.CharField(label=_("Findings"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class StrategyForm(forms.Form):
    strategy = forms.CharField(label=_("What we do differently"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))


class ProposalForm(forms.ModelForm):
    class Meta:
        model = SelectionProposal
        fields = [
            "name", "product_class", "category", "brand", "supplier", "spec", "approval_number", "purchase_fen", "planned_fen",
            "planned_on", "rival"]
        labels = {"purchase_fen": _("Purchase price, yuan"), "planned_fen": _("Planned price, yuan")}
        widgets = {"planned_on": forms.DateInput(**DAY)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_rivals(self.fields["rival"])

    def clean_planned_on(self):
        day = self.cleaned_data["planned_on"]
        if day < clock.today():
            raise forms.ValidationError(_("The planned listing lies in the past."))
        return day


class ScoreForm(forms.Form):
    """Points and evidence of the four criteria; suggested ones are filled in."""

    def __init__(self, *args, suggested=None, said=None, given=None, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in ProposalScore.Criterion:
            before = (given or {}).get(criterion)
            points = before.points if before else (suggested or {}).get(criterion)
            evidence = before.evidence if before else " ".join((said or {}).get(criterion, []))
            self.fields[f"{criterion}_points"] = forms.TypedChoiceField(
                label=criterion.label, coerce=int, choices=[("", "—"), *((one, f"{one} / 5") for one in range(1, 6))],
                initial=points, required=False)
            self.fields[f"{criterion}_evidence"] = forms.CharField(
                label=_("Evidence: %(criterion)s") % {"criterion": criterion.label}, max_length=500, required=False, initial=evidence[:500],
                widget=forms.Textarea(attrs={"rows": 2}))

    def scores(self) -> dict[str, tuple[int, str]]:
        """Of the criteria that were given points."""
        data = self.cleaned_data
        return {one: (data[f"{one}_points"], data[f"{one}_evidence"]) for one in ProposalScore.Criterion if data[f"{one}_points"]}


class VoteForm(ReasonForm):
    is_yes = forms.TypedChoiceField(
        label=_("Vote"), choices=[("yes", _("For it")), ("no", _("Against it"))], coerce=lambda given: given == "yes", empty_value=None,
        widget=forms.RadioSelect)
    field_order = ["is_yes", "reason"]
