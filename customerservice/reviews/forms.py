"""What customers type about goods, and about other people's words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.aftersales.forms import INPUT, ManyFilesField
from customerservice.models import Review

STARS = ((5, _("Very good")), (4, _("Rather good")), (3, _("In between")), (2, _("Bad")), (1, _("Very bad")))


class ReviewForm(forms.Form):
    stars = forms.TypedChoiceField(label=_("How is it?"), choices=STARS, coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your review in words"), max_length=1000, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 5}),
        help_text=_("Pack, taste, delivery, service … What it does to an illness may not stand beside health food."),
    )  # fmt: skip
    pictures = ManyFilesField(label=_("Pictures"), required=False, help_text=_("JPEG, PNG or WebP, at most six, 10 MB each."))
    is_named = forms.BooleanField(label=_("Show the first letter of my name"), required=False)


class ReportForm(forms.Form):
    ground = forms.ChoiceField(label=_("What is wrong with it?"), choices=Review.Ground, widget=forms.RadioSelect)
    text = forms.CharField(label=_("In your words"), max_length=300, required=False, widget=forms.Textarea(attrs={**INPUT, "rows": 3}))
