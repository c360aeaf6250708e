"""The register of numbers: what the regulations and the law fix, as it stands, with its source; changed with a reason."""

from collections import defaultdict

from django import forms
from django.apps import apps
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.declarations import Department
from microstore.core.models import Event, NormValue
from microstore.core.pages import ActionPage, Menu, ViewPage

SHOWN = 20


class Register(ViewPage):
    url = "system/register/"
    name = "register"
    title = _("Register of numbers")
    permission = "core.view_normvalue"
    menu = Menu(Department.SYSTEM, icon="gear", position=70)
    template = "backoffice/system/register.html"

    def context(self, request):
        groups = defaultdict(list)
        for _code, norm in sorted(norms.norms.items()):
            groups[room_of(norm)].append(norm)
        history = Event.objects.filter(name=norms.NormChanged.name).select_related("by").order_by("-at", "-id")[:SHOWN]
        return {"groups": sorted(groups.items()), "may_change": NormChange.is_open_to(request.user), "history": history}


def room_of(norm) -> str:
    """The department that declared the number."""
    return str(apps.get_app_config(norm.room).verbose_name) if norm.room in apps.app_configs else norm.room


class NormForm(forms.Form):
    value = forms.IntegerField(label=_("New value"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kept in the audit."))


class NormChange(ActionPage):
    url = "system/register/<str:code>/"
    name = "norm-change"
    title = _("Change the number")
    permission = "core.change_norm"
    model = NormValue
    lookup = "code"
    back = Register
    form_class = NormForm

    def get_row(self, code):
        if code not in norms.norms:
            raise Http404
        return NormValue.objects.filter(code=code).first() or NormValue(code=code, value=norms.norms[code].default)

    def initial(self, row):
        return {"value": row.value}

    def facts(self, row):
        norm = norms.norms[row.code]
        return [
            (_("Number"), norm.label),
            (_("Now"), f"{norm.value} {norm.unit.label}"),
            (_("As declared"), f"{norm.default} {norm.unit.label}"),
            (_("Allowed"), f"{norm.low} – {norm.high}"),
            (_("Source"), norm.source or "—"),
        ]

    def perform(self, row, form, by):
        norms.change(norms.norms[row.code], form.cleaned_data["value"], by=by, reason=form.cleaned_data["reason"])
        return _("Changed. It holds everywhere within ten seconds.")
