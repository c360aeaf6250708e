"""The monthly market survey: pre-filled, confirmed, kept (duties L12, M16)."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import MarketSurvey
from catalog.selection.forms import StrategyForm, SummaryForm
from catalog.selection.services import surveys
from catalog.selection.tables import SurveyTable
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel
from microstore.core.pages.actions import NothingToAsk


class SurveyList(ListPage):
    url = "catalog/surveys/"
    name = "market-surveys"
    title = _("Market surveys")
    permission = "catalog.view_marketsurvey"
    menu = Menu(Department.PRODUCT, icon="plan", position=45)
    model = MarketSurvey
    table_class = SurveyTable
    keyset = ("-month", "-pk")
    export_name = "market-surveys"
    empty_text = _("Open the survey of this month; it is filled with what changed.")

    def get_queryset(self):
        return super().get_queryset().select_related("confirmed_by")


def rows_of(request, row) -> dict:
    is_open = row.state == MarketSurvey.State.OPEN
    rows = surveys.draft(row) if is_open else row.rows
    count = {what: sum(one["what"] == what for one in rows) for what in (surveys.NEW, surveys.MOVED, surveys.UNSEEN, surveys.SAME)}
    may_look = is_open and request.user.has_perm("catalog.add_priceobservation")
    return {"rows": rows, "count": count, "since": surveys.since(row), "may_look": may_look}


def promotions_of(request, row) -> dict:
    rows = surveys.draft(row) if row.state == MarketSurvey.State.OPEN else row.rows
    return {"rows": [one for one in rows if one["promo"]]}


class SurveyDetail(DetailPage):
    url = "catalog/surveys/<int:pk>/"
    name = "market-survey"
    title = _("Market survey")
    permission = "catalog.view_marketsurvey"
    model = MarketSurvey
    list_name = "market-surveys"
    panels = [
        Panel("catalog/selection/_survey.html", _("Since the last survey"), context=rows_of),
        Panel("catalog/selection/_promotions.html", _("Promotions of competitors"), context=promotions_of),
    ]
    side = [Panel("catalog/selection/_survey_facts.html", _("Survey"))]

    def get_queryset(self):
        return super().get_queryset().select_related("confirmed_by", "strategy_by")

    def heading(self, row):
        return gettext("Market survey %(month)s") % {"month": row}

    def steps(self, row):
        is_confirmed = row.state == MarketSurvey.State.CONFIRMED
        return [
            (_("Look and note"), "done" if is_confirmed else "now", ""), (_("Confirm"), "done" if is_confirmed else "next", ""),
            (_("Strategy"), "done" if row.strategy_at else "now" if is_confirmed else "next", "")]


class SurveyConfirm(ActionPage):
    url = "catalog/surveys/<int:pk>/confirm/"
    name = "market-survey-confirm"
    title = _("Confirm the survey")
    permission = "catalog.confirm_marketsurvey"
    model = MarketSurvey
    back = SurveyDetail
    form_class = SummaryForm
    move = "confirm_survey"
    icon = "check"

    def warnings(self, row):
        unseen = sum(one["what"] == surveys.UNSEEN for one in surveys.draft(row))
        return [gettext("%(count)d products were not looked at in this month.") % {"count": unseen}] if unseen else []

    def perform(self, row, form, by):
        surveys.confirm(row, summary=form.cleaned_data["summary"], by=by)
        return gettext("Confirmed and kept.")


class SurveyStrategy(ActionPage):
    url = "catalog/surveys/<int:pk>/strategy/"
    name = "market-survey-strategy"
    title = _("Write the strategy")
    permission = "catalog.judge_market"
    model = MarketSurvey
    back = SurveyDetail
    form_class = StrategyForm
    icon = "edit"

    def is_open(self, row, user):
        return row.state == MarketSurvey.State.CONFIRMED

    def initial(self, row):
        return {"strategy": row.strategy}

    def perform(self, row, form, by):
        surveys.write_strategy(row, text=form.cleaned_data["strategy"], by=by)
        return gettext("Kept with the survey.")


class SurveyBegin(FormPage):
    """It begins by itself every month; this is for whoever is earlier."""

    url = "catalog/surveys/new/"
    name = "market-survey-new"
    title = _("Survey of this month")
    permission = "catalog.confirm_marketsurvey"
    model = MarketSurvey
    back = SurveyDetail
    form_class = NothingToAsk
    icon = "plan"
    submit_label = _("Begin the survey")

    def facts(self, row):
        holds = _("Prices that moved, what is new, and what nobody looked at since.")
        return [(_("Month"), f"{clock.today():%Y-%m}"), (_("What it holds"), holds)]

    def save(self, form, by):
        return surveys.of_month()

    def done_message(self, row):
        return gettext("What changed since the last survey is filled in already.")


SurveyList.actions.append(SurveyBegin)
SurveyDetail.actions += [SurveyConfirm, SurveyStrategy]
