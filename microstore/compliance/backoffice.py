"""The rule book for colleagues: its version, its tables, and a page to try a text."""
from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from microstore.compliance import functions, reference, scanner
from microstore.compliance.classes import ProductClass
from microstore.compliance.models import RuleSet
from microstore.compliance.services import note_version
from microstore.core.declarations import Department
from microstore.core.pages import Menu, ViewPage
from microstore.core.pages.acting import dressed

LEVELS = {
    "pass": (_("Clean"), "ok"), "review": (_("Needs evidence"), "warn"), "warn": (_("Needs a reason"), "warn"),
    "block": (_("Blocked"), "danger")}
KINDS = [
    ("listing", _("Product page")), ("advert", _("Advert")), ("promo", _("Promotion tag")), ("sms", _("Text message")),
    ("script", _("Service script")), ("knowledge", _("Health knowledge")), ("policy", _("Policy or help"))]
SHOWN_ROWS = 60


class TextForm(forms.Form):
    """A text and what it speaks of."""
    text = forms.CharField(label=_("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    product_class = forms.ChoiceField(label=_("Class of goods"), choices=ProductClass.choices, initial=ProductClass.HEALTH_FOOD)
    kind = forms.ChoiceField(label=_("Kind of text"), choices=KINDS, initial="listing")
    functions = forms.MultipleChoiceField(
        label=_("Functions on the certificate"), choices=functions.choices, required=False, widget=forms.SelectMultiple(attrs={"size": 5}))


class RuleBook(ViewPage):
    url = "compliance/rules/"
    name = "rule-book"
    title = _("Rule book")
    permission = "compliance.view_ruleset"
    menu = Menu(Department.QUALITY, icon="scale", position=10)
    template = "compliance/backoffice/rules.html"

    def context(self, request, **kwargs):
        note_version()
        tables = [(name, title, len(reference.rows(name))) for name, (title, __) in reference.TABLES.items()]
        return {"version": reference.version(), "tables": tables, "versions": RuleSet.objects.all()[:20]}


class RuleTable(ViewPage):
    url = "compliance/rules/<slug:table>/"
    name = "rule-table"
    title = _("Rule table")
    permission = "compliance.view_ruleset"
    template = "compliance/backoffice/table.html"

    def crumbs(self, row=None):
        return [(RuleBook.title, RuleBook.get_url())]

    def context(self, request, table):
        if table not in reference.TABLES:
            raise Http404
        asked = request.GET.get("q", "").strip()[:60]
        rows = [row for row in reference.rows(table) if not asked or any(asked.casefold() in value.casefold() for value in row.values())]
        title, key = reference.TABLES[table]
        shown = [(row[key], [(name, value) for name, value in row.items() if value and name != key]) for row in rows[:SHOWN_ROWS]]
        return {"table": table, "heading": title, "asked": asked, "found": len(rows), "rows": shown, "shown": len(shown)}


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


def pieces(text: str, hits) -> list[tuple[str, str]]:
    """The text cut at its hits: (level or nothing, words). Of overlapping hits the first is marked."""
    found, at = [], 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.start >= at:
            found += [("", text[at:hit.start]), (hit.level, text[hit.start:hit.end])]
            at = hit.end
    return [*found, ("", text[at:])]
