"""What people type in about prices."""
from datetime import UTC, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from catalog import hooks
from catalog.pricing.rounding import How, Method, Round
from catalog.pricing.setting import Terms
from microstore.core import clock
from microstore.core.money import YuanFormField
from microstore.core.pages import ReasonForm
from microstore.stores.models import Store

MOMENT = "%Y-%m-%dT%H:%M"
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)  # days can be reckoned from every moment between them


def moment_field(label, help_text="", **options):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    span = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    return forms.DateTimeField(label=label, required=False, widget=widget, help_text=help_text, validators=span, **options)


class TermsForm(forms.Form):
    """From when to when, and why."""
    valid_from = moment_field(_("Valid from"), _("Empty: from now on. Beijing time."))
    valid_until = moment_field(_("Valid until"), _("Only for a price for a time: afterwards the price before it goes on."))
    reason = forms.CharField(label=_("Reason"), max_length=200)
    raise_reason = forms.CharField(
        label=_("Reason of a raise before a promotion"), max_length=200, required=False,
        help_text=_("Needed when the price rises shortly before a promotion of this product (rule PR-06)."))

    is_no_last = forms.BooleanField(
        label=_("Not announced as the last days and not counted down"), required=False,
        help_text=_("Needed when the same price for a time ended a few days ago (rule PR-13)."))

    def clean_valid_from(self):
        moment = self.cleaned_data["valid_from"]
        if moment and moment < clock.now():
            raise forms.ValidationError(_("A price cannot begin in the past."))
        return moment

    def terms(self, by) -> Terms:
        given = self.cleaned_data
        return Terms(given["valid_from"], given["valid_until"], given["reason"], by, is_no_last=given["is_no_last"])


class PriceForm(TermsForm):
    """A price from now or from a later moment on: in one store or in all, on one channel, from so many units."""
    store = forms.ModelChoiceField(
        label=_("Store"), queryset=Store.objects.none(), required=False, empty_label=_("All stores (base price)"))
    channel = forms.ChoiceField(label=_("Channel"), required=False, help_text=_("Empty: in our own stores and wherever no other is set."))
    from_units = forms.IntegerField(
        label=_("From this many units"), min_value=1, max_value=20, initial=1, required=False,
        help_text=_("1: the ordinary price. Above: a quantity price, which counts in cart and checkout."))
    amount_fen = YuanFormField(label=_("Price, yuan"), min_value=0)
    field_order = ["store", "channel", "from_units", "amount_fen", "valid_from", "valid_until", "is_no_last", "reason", "raise_reason"]

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["store"].queryset = Store.objects.visible_to(user) if user else Store.objects.all()
        channels = hooks.channels()
        self.fields["channel"].choices = [("", _("All channels")), *channels]
        if not channels:
            del self.fields["channel"]

    def scope(self) -> dict:
        given = self.cleaned_data
        return {"store": given["store"], "channel": given.get("channel", ""), "from_units": given["from_units"] or 1}


class BulkForm(TermsForm):
    """How many prices become others at once."""
    how = forms.ChoiceField(label=_("How"), choices=How)
    number = forms.DecimalField(
        label=_("Per cent or yuan"), max_digits=9, decimal_places=2, help_text=_("-5 makes five per cent or five yuan less."))
    ending = forms.ChoiceField(label=_("Rounding"), choices=Round, required=False)
    field_order = ["how", "number", "ending", "valid_from", "valid_until", "is_no_last", "reason", "raise_reason"]

    def clean(self):
        given = super().clean()
        if given.get("how") == How.PERCENT and given.get("number") is not None and not -90 <= given["number"] <= 200:
            self.add_error("number", _("Choose from -90 to 200 per cent."))
        if given.get("how") == How.FIXED and (given.get("number") or 0) <= 0:
            self.add_error("number", _("A price must be above zero."))
        return given

    def method(self) -> Method:
        given = self.cleaned_data
        number = given["number"] if given["how"] == How.PERCENT else given["number"] * 100
        return Method(given["how"], number, given["ending"] or Round.NONE)


class FloorForm(ReasonForm):
    floor_fen = YuanFormField(
        label=_("Lowest price, yuan"), min_value=0, required=False, help_text=_("Empty: by the least margin of the register."))
    field_order = ["floor_fen", "reason"]


class SuggestedForm(ReasonForm):
    amount_fen = YuanFormField(label=_("Suggested retail price, yuan"), min_value=0)
    said_on = forms.DateField(label=_("Date of the document"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    document = forms.FileField(
        label=_("Document of the supplier"), help_text=_("PDF or picture. Without it nothing is shown (rule PR-05)."))
    field_order = ["amount_fen", "said_on", "document", "reason"]


class ThenForm(forms.Form):
    """A moment, and of how many units."""
    at = moment_field(_("Moment"), _("Beijing time. Empty: now."))
    units = forms.IntegerField(label=_("Units"), min_value=1, max_value=99, required=False, initial=1)
