"""A block of store pages: questions of the help centre, always as they are shown there."""

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from customerservice.help import reading
from customerservice.models import HelpTopic
from microstore.stores.block_registry import BlockForm, block


class HelpForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=40)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=HelpTopic.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("The answers come from the help centre: what is published there stands here at once."))
    most = forms.IntegerField(label=_("How many"), min_value=1, max_value=20, initial=6)
    scanned = ("title",)


@block("help", _("Questions of the help centre"), HelpForm, icon="help")
def help_questions(request, data) -> str:
    """One query; nothing is drawn while no answer of these topics is shown."""
    pairs = reading.of_topics(data.get("topics") or [])[: data.get("most") or 6]
    return render_to_string("customerservice/storefront/help_block.html", {"data": data, "pairs": pairs}, request) if pairs else ""
