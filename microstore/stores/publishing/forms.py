"""What colleagues type about the way of a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class SubmitForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it changes"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Read by whoever decides; kept with the publication."),
    )  # fmt: skip
    publish_at = forms.DateTimeField(
        label=_("Goes live at"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: with the approval."),
    )  # fmt: skip

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment is not None and moment <= clock.now():
            raise forms.ValidationError(_("The moment is past. Leave it empty to publish with the approval."))
        return moment


class LookForm(forms.Form):
    """What somebody found who looked a page through (duty D6)."""

    layout = forms.CharField(label=_("Layout"), max_length=300)
    colour = forms.CharField(label=_("Colour"), max_length=300)
    speed = forms.CharField(label=_("Speed"), max_length=300)
    next_step = forms.CharField(label=_("What changes next"), max_length=300, required=False)
