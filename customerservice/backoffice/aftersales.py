"""After-sales for agents: the queue by deadline, all facts of one case on one page, and the decision (duties C12, C13)."""

import django_filters
import django_tables2 as tables
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customerservice.aftersales.forms import DecideForm, ProposeForm, RejectForm
from customerservice.models import AftersaleCase, CaseKind, CaseState
from customerservice.models.aftersale import ENDED, Reason
from customerservice.services import aftersales
from customerservice.services.aftersales.facts import amount_of, exact_fen
from inventory.models import Return, ReturnedGoods
from inventory.services.returning import shipped_batches
from microstore.core import approvals
from microstore.core.declarations import Department
from microstore.core.money import format_yuan
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)
from microstore.core.pages.wording import moment

S = CaseState


def to_decide(user):
    return AftersaleCase.objects.visible_to(user).to_decide()


def waiting(user):
    return to_decide(user)[:1000].count() or None


def first_due(user):
    return to_decide(user).order_by("due_at").values_list("due_at", flat=True).first()


class CaseTable(tables.Table):
    number = LinkColumn("aftersale", verbose_name=gettext_lazy("Case"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    kind = Column(orderable=False, verbose_name=gettext_lazy("Request"))
    reason = Column(orderable=False, verbose_name=gettext_lazy("Reason"))
    order = LinkColumn("order", of="order", accessor="order__number", verbose_name=gettext_lazy("Order"))
    store = Column(accessor="order__store__name", orderable=False, verbose_name=gettext_lazy("Store"))
    due = TimeColumn(accessor="due_at", verbose_name=gettext_lazy("Due"))
    opened = TimeColumn(accessor="opened_at", verbose_name=gettext_lazy("Asked"))

    class Meta:
        model = AftersaleCase
        fields = ()


class CaseFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=CaseState)
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Request"), choices=CaseKind)
    reason = django_filters.ChoiceFilter(label=gettext_lazy("Reason"), choices=Reason)

    class Meta:
        model = AftersaleCase
        fields = ["state", "kind", "reason"]


class CaseList(ListPage):
    url = "aftersales/"
    name = "aftersales"
    title = gettext_lazy("After-sales")
    permission = "customerservice.view_aftersalecase"
    menu = Menu(Department.SERVICE, icon="care", position=15, count=waiting, hot=True)
    model = AftersaleCase
    table_class = CaseTable
    filterset_class = CaseFilter
    search_fields = ("=number", "=order__number")
    search_hint = gettext_lazy("Case or order number")
    keyset = ("-opened_at", "-pk")
    export_name = "aftersales"
    views = [
        View("to_decide", gettext_lazy("To decide"), "state=submitted&state=checking", count=waiting),
        View("customer", gettext_lazy("With the customer"), "state=proposed&state=awaiting_return"),
        View("coming", gettext_lazy("On their way back"), "state=in_return"),
        View("money", gettext_lazy("Refund on its way"), "state=refunding"),
        View("done", gettext_lazy("Refunded"), "state=refunded"),
    ]
    empty_text = gettext_lazy("Cases appear here as soon as customers ask for something about their orders.")

    def get_queryset(self):
        return super().get_queryset().select_related("order__store")


def _about(request, row: AftersaleCase) -> dict:
    shipped = shipped_batches(row.order.number)
    lines = list(row.lines.select_related("order_line__bundle"))
    for line in lines:
        line.batches = sorted(shipped.get(line.order_line.sku_id, {}))
    return {
        "lines": lines, "photos": list(row.photos.select_related("file")), "amount_fen": amount_of(row),
        "exact_fen": row.refund.amount_fen if row.refund_id else exact_fen(row), "approval": approvals.waiting_about(row),
    }  # fmt: skip


def _order(request, row: AftersaleCase) -> dict:
    others = AftersaleCase.objects.filter(order__customer=row.order.customer_id).visible_to(request.user).exclude(pk=row.pk)
    return {
        "shipments": list(row.order.shipments.exclude(state="cancelled").order_by("position")),
        "payments": list(row.order.payments.filter(state="succeeded")), "refunds": list(row.order.refunds.all()),
        "earlier": list(others.order_by("-pk")[:5]), "earlier_count": others.count(),
    }  # fmt: skip


def _return(request, row: AftersaleCase) -> dict:
    parcel = Return.objects.filter(reference=row.number).select_related("warehouse", "received_by").first()
    goods = ReturnedGoods.objects.filter(line__parcel=parcel).select_related("line__sku__product", "bin") if parcel else ()
    return {"parcel": parcel, "goods": list(goods), "may_see": request.user.has_perm("inventory.view_return")}


class CaseDetail(DetailPage):
    url = "aftersales/<str:number>/"
    name = "aftersale"
    title = gettext_lazy("After-sale case")
    permission = "customerservice.view_aftersalecase"
    model = AftersaleCase
    lookup = "number"
    panels = [
        Panel("customerservice/backoffice/aftersales/_case.html", gettext_lazy("What the customer wants"), context=_about),
        Panel(
            "customerservice/backoffice/aftersales/_return.html", gettext_lazy("Goods that come back"), context=_return,
            is_shown=lambda row: row.kind == CaseKind.RETURN and row.decided_at,
        ),
    ]  # fmt: skip
    side = [Panel("customerservice/backoffice/aftersales/_order.html", gettext_lazy("Order and customer"), context=_order)]

    def get_queryset(self):
        return super().get_queryset().select_related("order__store", "order__customer", "refund", "decided_by")

    def subheading(self, row):
        return f"{row.get_kind_display()} · {row.get_reason_display()}"

    def steps(self, row):
        if row.state in (S.REJECTED, S.CANCELLED, S.EXPIRED):
            return [(_("Request sent"), "done", moment(row.opened_at)), (row.get_state_display(), "now", moment(row.closed_at))]
        way = [(_("Request sent"), (S.SUBMITTED, S.PROPOSED))]
        if row.kind == CaseKind.RETURN:
            way += [(_("Goods sent"), (S.AWAITING_RETURN, S.IN_RETURN)), (_("Goods checked"), (S.CHECKING,))]
        way.append((_("Money back"), (S.REFUNDING,)))
        at = next((place for place, (_label, states) in enumerate(way) if row.state in states), len(way))
        return [(label, "done" if place < at else "now" if place == at else "next", "") for place, (label, _s) in enumerate(way)]


class CaseAct(ActionPage):
    model = AftersaleCase
    lookup = "number"
    back = CaseDetail
    permission = "customerservice.decide_aftersale"

    def get_queryset(self):
        return super().get_queryset().select_related("order__store", "refund")

    def is_open(self, row, user):
        return row.state in (S.SUBMITTED, S.CHECKING) and not approvals.waiting_about(row)

    def facts(self, row):
        return [(_("Request"), row.get_kind_display()), (_("Reason"), row.get_reason_display()), (_("Amount"), format_yuan(amount_of(row)))]


class CaseApprove(CaseAct):
    url = "aftersales/<str:number>/approve/"
    name = "aftersale-approve"
    title = gettext_lazy("Approve")
    form_class = DecideForm
    icon = "check"

    def warnings(self, row):
        return [row.inspection] if row.state == S.CHECKING else []

    def perform(self, row, form, by):
        approval = aftersales.approve(row, by=by, reason=form.cleaned_data["reason"])
        if approval:
            return _("Above the limit: a second person was asked (%(number)s).") % {"number": approval.number}
        return _("Approved: the money goes back.") if row.state == S.REFUNDING else _("Approved: the customer is asked to send the goods.")


class CasePropose(CaseAct):
    url = "aftersales/<str:number>/propose/"
    name = "aftersale-propose"
    title = gettext_lazy("Propose something else")
    form_class = ProposeForm
    tone = "plain"
    icon = "swap"

    def initial(self, row):
        return {"kind": row.kind, "amount_fen": exact_fen(row)}

    def perform(self, row, form, by):
        aftersales.propose(row, **form.cleaned_data, by=by)
        return _("The customer is asked.")


class CaseReject(CaseAct):
    url = "aftersales/<str:number>/reject/"
    name = "aftersale-reject"
    title = gettext_lazy("Turn down")
    form_class = RejectForm
    tone = "danger"
    icon = "x"

    def perform(self, row, form, by):
        aftersales.reject(row, by=by, reason=form.cleaned_data["reason"])
        return _("The case is rejected. The customer reads why.")


CaseDetail.actions += [CaseApprove, CasePropose, CaseReject]

declare_queue(Queue(
    code="aftersales", label=gettext_lazy("After-sale cases to decide"), permission="customerservice.decide_aftersale", count=waiting,
    url=lambda user: reverse("backoffice:aftersales") + "?view=to_decide", icon="care", act=gettext_lazy("Review"), due=first_due,
    minutes=24 * 60, position=12,
))  # fmt: skip


def reasons(rows) -> list[tuple[str, int]]:
    """How many ended cases there were per reason, most first (duty C13)."""
    counts = rows.filter(Q(state__in=ENDED)).values_list("reason").annotate(n=Count("pk")).order_by("-n")
    return [(Reason(reason).label, number) for reason, number in counts]
