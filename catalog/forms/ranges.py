"""Which categories an authorisation covers."""
from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from microstore.core.pages import ReasonForm


class RangeForm(ReasonForm):
    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"), queryset=Category.objects.all(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Each with all below it. None ticked: the whole catalogue. What is no longer covered leaves the shelf at once."))
    field_order = ["categories", "reason"]
