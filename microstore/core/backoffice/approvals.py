"""The inbox of approvals: what I may decide, what I asked for, what was decided."""

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.models import Approval
from microstore.core.pages import (
    ANY_STAFF,
    ActionPage,
    BulkAction,
    Column,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    StatusColumn,
    TimeColumn,
    View,
)


def label_of(approval) -> str:
    kind = approvals.kinds.get(approval.kind)
    return str(kind.label) if kind else approval.kind


def visible(user):
    """Kinds the person may decide, and their own requests."""
    may = [code for code, kind in approvals.kinds.items() if user.has_perm(kind.permission)]
    return Approval.objects.filter(Q(kind__in=may) | Q(asked_by=user)).select_related("asked_by", "decided_by")


class ApprovalTable(tables.Table):
    number = LinkColumn("approval", verbose_name=_("Number"))
    kind = Column(verbose_name=_("Kind"))
    subject_label = Column(verbose_name=_("Subject"), orderable=False)
    reason = Column(verbose_name=_("Reason"), orderable=False)
    asked_by = Column(verbose_name=_("Asked by"), orderable=False)
    asked_at = TimeColumn(verbose_name=_("Asked at"))
    state = StatusColumn(verbose_name=_("State"))

    def render_kind(self, record):
        return label_of(record)

    def render_asked_by(self, value):
        return getattr(value, "name", "") or str(value)


class ApprovalFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=Approval.State.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=lambda: [(code, kind.label) for code, kind in approvals.kinds.items()])
    mine = django_filters.BooleanFilter(label=_("Asked by me"), method="asked_by_me", widget=forms.CheckboxInput)
    for_me = django_filters.BooleanFilter(label=_("For me to decide"), method="for_me_to_decide", widget=forms.CheckboxInput)

    def asked_by_me(self, rows, name, value):
        return rows.filter(asked_by=self.request.user) if value else rows

    def for_me_to_decide(self, rows, name, value):
        return rows.filter(pk__in=approvals.waiting_for(self.request.user).values("pk")) if value else rows


class Decision(forms.Form):
    """A yes needs no reason, a no does; both are kept."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a no. The person who asked reads it."),
    )


class ApprovalList(ListPage):
    url = "approvals/"
    name = "approvals"
    title = _("Approvals")
    permission = ANY_STAFF
    menu = Menu(None, icon="inbox", position=10, count=lambda user: approvals.waiting_for(user).count(), hot=True)
    model = Approval
    table_class = ApprovalTable
    filterset_class = ApprovalFilter
    views = [
        View("for_me", _("For me to decide"), "for_me=on"),
        View("mine", _("Asked by me"), "mine=on"),
        View("decided", _("Granted"), "state=granted"),
    ]
    search_fields = ("^number", "subject_label", "reason")
    search_hint = _("Number, subject or reason")
    keyset = ("-asked_at", "-pk")
    empty_text = _("Nothing waits for a decision. What others ask you to allow appears here.")

    def get_queryset(self):
        return visible(self.request.user)


def decide_context(request, row):
    """What the approver sees of the subject, and whether this person may decide."""
    kind = approvals.kinds.get(row.kind)
    subject = approvals.subject_of(row)
    described = kind.describe(subject, row) if hasattr(kind, "describe") else []
    return {"described": described, "label": label_of(row), "subject": subject}


class ApprovalDetail(DetailPage):
    url = "approvals/<str:number>/"
    name = "approval"
    title = _("Approval")
    permission = ANY_STAFF
    model = Approval
    lookup = "number"
    status_fields = ("state",)
    panels = [Panel("backoffice/approvals/_subject.html", _("What is asked for"), context=decide_context)]
    side = [Panel("backoffice/approvals/_who.html", _("Who decides"))]

    def get_queryset(self):
        return visible(self.request.user)

    def heading(self, row):
        return label_of(row)

    def subheading(self, row):
        return row.number


class Deciding(ActionPage):
    """The part that yes and no share."""

    permission = ANY_STAFF
    model = Approval
    lookup = "number"
    form_class = Decision
    back = ApprovalDetail
    is_yes = False

    def get_queryset(self):
        return visible(self.request.user)

    def is_open(self, row, user):
        kind = approvals.kinds.get(row.kind)
        return bool(kind) and row.state == Approval.State.WAITING and row.asked_by_id != user.pk and user.has_perm(kind.permission)

    def facts(self, row):
        return [(_("Subject"), row.subject_label), (_("Asked by"), row.asked_by), (_("Reason"), row.reason)]

    def perform(self, row, form, by):
        approvals.decide(row, yes=self.is_yes, reason=form.cleaned_data["reason"], by=by)
        return _("%(label)s granted.") % {"label": label_of(row)} if self.is_yes else _("%(label)s declined.") % {"label": label_of(row)}


class ApprovalDecline(Deciding):
    url = "approvals/<str:number>/decline/"
    name = "approval-decline"
    title = _("Decline")
    tone = "danger"
    icon = "x"


class ApprovalGrant(Deciding):
    url = "approvals/<str:number>/grant/"
    name = "approval-grant"
    title = _("Grant")
    icon = "check"
    is_yes = True


class ApprovalWithdraw(ActionPage):
    url = "approvals/<str:number>/withdraw/"
    name = "approval-withdraw"
    title = _("Withdraw request")
    permission = ANY_STAFF
    model = Approval
    lookup = "number"
    back = ApprovalDetail
    tone = "plain"

    def get_queryset(self):
        return visible(self.request.user)

    def is_open(self, row, user):
        return row.state == Approval.State.WAITING and row.asked_by_id == user.pk

    def perform(self, row, form, by):
        approvals.withdraw(row, by=by)
        return _("The request is withdrawn.")


class GrantMany(BulkAction):
    code = "grant"
    title = _("Grant")
    permission = ANY_STAFF
    form_class = Decision

    def refuse(self, row, user):
        return "" if Deciding().is_open(row, user) else _("You cannot decide this one.")

    def perform(self, row, form, by):
        if row.kind not in approvals.kinds:
            raise Refused(_("Nobody knows this kind any more."))
        approvals.decide(row, yes=True, reason=form.cleaned_data["reason"], by=by)
        return _("Granted")


ApprovalDetail.actions += [ApprovalWithdraw, ApprovalDecline, ApprovalGrant]
ApprovalList.bulk += [GrantMany]
