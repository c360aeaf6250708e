"""What customers type about complaints."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.models import Category, Satisfaction
from microstore.accounts.phones import PhoneField

INP = {"class": "inp"}
MOST_PICTURES = 3


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Up to three pictures from one control."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = [super(PicturesField, self).clean(one, initial) for one in (data or [])]
        if len(files) > MOST_PICTURES:
            raise forms.ValidationError(_("Three pictures at most."))
        return files


class FileComplaintForm(forms.Form):
    """One page. Signed-in customers choose an order; others leave a phone number or stay anonymous."""

    order = forms.ChoiceField(label=_("Which order?"), required=False, widget=forms.Select(attrs=INP))
    category = forms.ChoiceField(
        label=_("What is your complaint about?"), choices=[("", _("Please choose")), *Category.choices], widget=forms.Select(attrs=INP)
    )
    text = forms.CharField(label=_("What happened?"), max_length=2000, widget=forms.Textarea(attrs={**INP, "rows": 5}))
    wish = forms.CharField(label=_("What would you like us to do?"), max_length=300, required=False, widget=forms.TextInput(attrs=INP))
    pictures = PicturesField(
        label=_("Pictures"), required=False, widget=ManyFiles(attrs={**INP, "accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Up to three, for example of the pack and its batch number."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Your name"), max_length=40, required=False, widget=forms.TextInput(attrs={**INP, "autocomplete": "name"})
    )
    phone = PhoneField(
        label=_("Mobile number"), required=False, widget=forms.TextInput(attrs={**INP, "type": "tel", "autocomplete": "tel-national"}),
        help_text=_("So that we can reach you. You may leave it out and stay anonymous."),
    )  # fmt: skip

    def __init__(self, *args, orders=None, **kwargs):
        super().__init__(*args, **kwargs)
        if orders is None:
            del self.fields["order"]
        else:
            self.fields["order"].choices = [("", _("No order in particular")), *orders]
            del self.fields["name"], self.fields["phone"]


class FindComplaintForm(forms.Form):
    number = forms.CharField(label=_("Complaint number"), max_length=24, widget=forms.TextInput(attrs={**INP, "placeholder": "CP…"}))
    key = forms.CharField(
        label=_("Mobile number, or the key word of an anonymous complaint"), max_length=20,
        widget=forms.TextInput(attrs={**INP, "autocomplete": "off"}),
    )  # fmt: skip


class AnswerOfferForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it not suit you?"), max_length=500, required=False, widget=forms.Textarea(attrs={**INP, "rows": 2})
    )


class WriteForm(forms.Form):
    text = forms.CharField(label=_("Add something"), max_length=1000, widget=forms.Textarea(attrs={**INP, "rows": 2}))


class SatisfactionForm(forms.Form):
    REASONS = [
        ("slow", _("It took too long")), ("solution", _("The solution did not help")), ("manner", _("The manner of service")),
        ("again", _("It happened again")),
    ]  # fmt: skip
    result = forms.ChoiceField(
        label=_("Was it settled well?"), widget=forms.RadioSelect,
        choices=[(Satisfaction.SATISFIED, Satisfaction.SATISFIED.label), (Satisfaction.NOT_SATISFIED, Satisfaction.NOT_SATISFIED.label)],
    )  # fmt: skip
    reasons = forms.MultipleChoiceField(
        label=_("What was not right?"), choices=REASONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("In your words"), max_length=500, required=False, widget=forms.Textarea(attrs={**INP, "rows": 3}))
