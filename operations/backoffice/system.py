"""The daily look at the system: the last rounds, what each saw, and the maintainer's signature (duties O8 and X6)."""

import django_tables2 as tables
from django import forms
from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    ListPage,
    Menu,
    NumberColumn,
    Panel,
    Queue,
    TimeColumn,
    declare_queue,
)
from operations import system, tasks
from operations.models import CheckRound, SystemCheck
from operations.services import system_checks

V = SystemCheck.Verdict


def unsigned_today(user) -> int | None:
    """One while nobody has signed a round of today."""
    signed = CheckRound.objects.filter(signed_at__gte=day_bounds(clock.today())[0])
    return None if signed.exists() else 1


class CheckRoundTable(tables.Table):
    at = Column(verbose_name=_("Checked at"))
    bad = NumberColumn(verbose_name=_("Broken"), orderable=False)
    doubtful = NumberColumn(verbose_name=_("To look at"), orderable=False)
    good = NumberColumn(verbose_name=_("Good"), orderable=False)
    signed_by = Column(verbose_name=_("Signed by"), orderable=False)
    signed_at = TimeColumn(verbose_name=_("Signed at"), orderable=False)

    class Meta:
        model = CheckRound
        fields = ()

    def render_at(self, record):
        return format_html('<a class="key" href="{}">{}</a>', CheckRoundDetail.get_url(record), record)

    def render_signed_by(self, value):
        return value.name or str(value)


class CheckRoundList(ListPage):
    url = "system/checks/"
    name = "system-checks"
    title = _("System check")
    permission = "operations.view_checkround"
    menu = Menu(Department.SYSTEM, icon="wave", position=5, count=lambda user: unsigned_today(user) if CheckSign.is_open_to(user) else None)
    model = CheckRound
    table_class = CheckRoundTable
    keyset = ("-at", "-id")
    empty_text = _("The system is looked at three times a day; the first round appears here.")

    def get_queryset(self):
        verdicts = {verdict.value: Count("checks", filter=Q(checks__verdict=verdict)) for verdict in V}
        return CheckRound.objects.select_related("signed_by").annotate(**verdicts)


def seen_in(request, row):
    checks = [{"row": check, "label": system.label_of(check.code)} for check in row.checks.all()]
    order = [V.BAD, V.DOUBTFUL, V.GOOD]
    return {"checks": sorted(checks, key=lambda one: order.index(one["row"].verdict))}


class CheckRoundDetail(DetailPage):
    url = "system/checks/<int:pk>/"
    name = "system-check"
    title = _("Round of checks")
    permission = "operations.view_checkround"
    model = CheckRound
    panels = [Panel("operations/backoffice/_system_checks.html", _("What was seen"), context=seen_in, is_flush=True)]
    side = [Panel("operations/backoffice/_system_sign.html", _("Signature"))]

    def get_queryset(self):
        return CheckRound.objects.select_related("signed_by").prefetch_related("checks")


class SignForm(forms.Form):
    note = forms.CharField(
        label=_("What I do about it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when something was found."),
    )  # fmt: skip


class CheckSign(ActionPage):
    url = "system/checks/<int:pk>/sign/"
    name = "system-check-sign"
    title = _("Sign with my name")
    permission = "operations.sign_checkround"
    model = CheckRound
    form_class = SignForm
    back = CheckRoundDetail
    icon = "check"

    def is_open(self, row, user):
        return row.signed_at is None

    def perform(self, row, form, by):
        system_checks.sign(row, by=by, note=form.cleaned_data["note"])
        return _("Signed.")


class CheckNow(ActionPage):
    url = "system/checks/<int:pk>/again/"
    name = "system-check-again"
    title = _("Look again now")
    permission = "operations.sign_checkround"
    model = CheckRound
    back = CheckRoundList
    tone = "plain"
    icon = "undo"

    def perform(self, row, form, by):
        tasks.look_now(by.pk)
        return _("A worker is looking; the new round appears in a moment.")


CheckRoundDetail.actions += [CheckNow, CheckSign]
declare_queue(
    Queue(
        "operations.system_check", _("Daily system check to sign"), "operations.sign_checkround", unsigned_today,
        lambda user: CheckRoundList.get_url(), icon="wave", act=_("Look at"), position=60, department=Department.SYSTEM,
    )  # fmt: skip
)
