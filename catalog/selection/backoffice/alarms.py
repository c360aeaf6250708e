"""Competitor price alarms: what waits for whom, with the history of the prices (duty L12)."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import PriceAlarm
from catalog.selection.forms import AnswerForm
from catalog.selection.services import alarms, gap, history
from catalog.selection.tables import AlarmFilter, AlarmTable
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, ListPage, Menu, Panel, Queue, View, declare_queue


def mine(user):
    return alarms.waiting_for(user).count() or None


class AlarmList(ListPage):
    url = "catalog/price-alarms/"
    name = "price-alarms"
    title = _("Competitor price alarms")
    permission = "catalog.view_pricealarm"
    menu = Menu(Department.PRODUCT, icon="bell", position=44, count=mine)
    model = PriceAlarm
    table_class = AlarmTable
    filterset_class = AlarmFilter
    search_fields = ("sku__product__name", "=sku__code", "rival__competitor__name")
    search_hint = _("Product, SKU or competitor")
    keyset = ("-opened_at", "-pk")
    export_name = "price-alarms"
    views = [
        View("open", _("Waits for an answer"), "state=open"), View("mine", _("Mine"), "mine=true&state=open", count=mine),
        View("answered", _("Answered"), "state=answered")]
    empty_text = _("No product of ours costs clearly more than at a competitor.")

    def get_queryset(self):
        return super().get_queryset().select_related("sku__product", "rival__competitor", "owner")


def curves(request, row) -> dict:
    return {"chart": history.of_sku(row.sku)}


def today(request, row) -> dict:
    return {"gap": gap(row.sku)}


class AlarmDetail(DetailPage):
    url = "catalog/price-alarms/<int:pk>/"
    name = "price-alarm"
    title = _("Competitor price alarm")
    permission = "catalog.view_pricealarm"
    model = PriceAlarm
    list_name = "price-alarms"
    panels = [Panel("catalog/selection/_curve.html", _("Our price and theirs"), context=curves)]
    side = [
        Panel("catalog/selection/_alarm.html", _("Alarm")),
        Panel("catalog/selection/_gap.html", _("As it is now"), context=today),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("sku__product", "rival__competitor", "owner", "answered_by")

    def heading(self, row):
        return row.sku.product.name

    def subheading(self, row):
        return f"{row.sku.code} · +{row.per_cent} %"

    def links(self, row):
        return [(_("The product"), row.sku.product.get_absolute_url(), "bottle")]


class AlarmAnswer(ActionPage):
    url = "catalog/price-alarms/<int:pk>/answer/"
    name = "price-alarm-answer"
    title = _("Answer")
    permission = "catalog.answer_pricealarm"
    model = PriceAlarm
    back = AlarmDetail
    form_class = AnswerForm
    move = "answer_alarm"
    icon = "send"

    def perform(self, row, form, by):
        alarms.answer(row, text=form.cleaned_data["reason"], by=by)
        return gettext("Answered. It closes itself when the gap is gone.")


AlarmDetail.actions.append(AlarmAnswer)
declare_queue(
    Queue(
        "catalog.price_alarms", _("Competitor price alarms"), "catalog.answer_pricealarm", mine,
        lambda user: f"{AlarmList.get_url()}?view=mine", icon="bell", act=_("Answer"), position=52, department=Department.PRODUCT,
    )  # fmt: skip
)
