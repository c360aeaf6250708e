"""Try a text: nothing of it is kept."""
from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.compliance import functions, reference, scanner
from microstore.compliance.classes import ProductClass
from microstore.compliance.forms import KINDS, Scanned
from microstore.compliance.showing import LEVELS, pieces
from microstore.core.declarations import Department
from microstore.core.pages import Menu, ViewPage
from microstore.core.pages.acting import dressed


class TextForm(Scanned, forms.Form):
    """A text and what it speaks of."""
    text = forms.CharField(label=_("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    product_class = forms.ChoiceField(label=_("Class of goods"), choices=ProductClass.choices, initial=ProductClass.HEALTH_FOOD)
    kind = forms.ChoiceField(label=_("Kind of text"), choices=KINDS, initial="listing")
    functions = forms.MultipleChoiceField(
        label=_("Functions on the certificate"), choices=functions.choices, required=False, widget=forms.SelectMultiple(attrs={"size": 5}))
    scan_fields = ("text",)
    scan_from = {"kind": "kind", "goods": "product_class", "functions": "functions"}


class TextTrial(ViewPage):
    """Nothing is kept: a person reads what the scan would say."""
    url = "compliance/try/"
    name = "text-trial"
    title = _("Try a text")
    permission = "compliance.view_ruleset"
    menu = Menu(Department.QUALITY, icon="scan", position=20)
    template = "compliance/backoffice/trial.html"

    def context(self, request, **kwargs):
        return {"form": dressed(TextForm()), "version": reference.version()}

    def post(self, request):
        form = dressed(TextForm(request.POST))
        given = {"form": form, "version": reference.version()}
        if not form.is_valid():
            return self.draw(self.template, given, status=422)
        asked = form.cleaned_data
        subject = scanner.Subject(asked["product_class"], tuple(asked["functions"]))
        verdict = scanner.scan({"text": asked["text"]}, subject, kind=asked["kind"])
        label, tone = LEVELS[verdict.level]
        return self.draw(self.template, given | {
            "verdict": verdict, "label": label, "tone": tone, "pieces": pieces(asked["text"], verdict.hits)})
