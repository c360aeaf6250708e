"""Goals and strategy on the record of a store (duties O1, O2)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import ActionPage, Panel
from microstore.stores.backoffice import StoreDetail
from microstore.stores.models import Store
from operations.backoffice.opening import OpeningDetail
from operations.backoffice.opening_forms import DecisionForm, EffectsForm, GoalForm, OutcomeForm
from operations.models import Opening, StrategyDecision
from operations.services import goals, planning


def goals_of(request, row):
    store = row.store if isinstance(row, Opening) else row
    return {"goals": goals.progress(store), "store": store}


def decisions_of(request, row):
    decisions = row.decisions.select_related("decided_by", "reviewed_by").prefetch_related("campaigns", "price_changes")
    return {"decisions": decisions, "opening": Opening.objects.filter(store=row).first()}


class GoalSet(ActionPage):
    url, name = "stores/<str:code>/goal/", "store-goal"
    title = _("Set a goal")
    permission = "operations.add_storegoal"
    model, lookup, back = Store, "code", StoreDetail
    form_class, icon, tone = GoalForm, "target", "plain"

    def is_open(self, row, user):
        return row.state != Store.State.CLOSED

    def seal(self, row, form):
        return ""

    def back_url(self, row):
        """Where the goal is needed: the opening while it is under way."""
        opening = Opening.objects.under_way().filter(store=row).first()
        return opening.get_absolute_url() if opening else super().back_url(row)

    def perform(self, row, form, by):
        goal = planning.set_goal(row, by=by, **form.cleaned_data)
        return now("Goal set: %(goal)s") % {"goal": goal}


class StrategyChange(ActionPage):
    url, name = "stores/<str:code>/strategy/", "store-strategy"
    title = _("Record a strategy change")
    permission = "operations.add_strategydecision"
    model, lookup, back = Store, "code", StoreDetail
    form_class, icon, tone = DecisionForm, "edit", "plain"

    def is_open(self, row, user):
        return row.state != Store.State.CLOSED

    def seal(self, row, form):
        return ""

    def perform(self, row, form, by):
        planning.decide(row, by=by, **form.cleaned_data)
        return now("The decision is kept.")


class OfDecision(ActionPage):
    """An act about a decision that is still to be looked at again."""

    permission = "operations.change_strategydecision"
    model, back, tone = StrategyDecision, StoreDetail, "plain"

    def get_row(self, **kwargs):
        return get_object_or_404(self.get_queryset().select_related("store"), pk=kwargs["pk"])

    def is_open(self, row, user):
        return row.reviewed_at is None

    def seal(self, row, form):
        return ""

    def back_url(self, row):
        return StoreDetail.get_url(row.store)

    def back_label(self, row):
        return str(row.store)

    def facts(self, row):
        return [(_("What changed in the market"), row.market_fact), (_("What is decided"), row.decision)]


class StrategyLinks(OfDecision):
    url, name = "strategy/<int:pk>/links/", "strategy-links"
    title = _("What it led to")
    form_class = EffectsForm

    def form_kwargs(self, row):
        return {"decision": row}

    def initial(self, row):
        return {name: list(getattr(row, name).values_list("pk", flat=True)) for name in ("campaigns", "price_changes")}

    def perform(self, row, form, by):
        planning.link(row, by=by, **form.cleaned_data)
        return now("What the decision led to is kept.")


class StrategyReview(OfDecision):
    url, name = "strategy/<int:pk>/review/", "strategy-review"
    title = _("Look at the decision again")
    form_class = OutcomeForm

    def perform(self, row, form, by):
        planning.review(row, outcome=form.cleaned_data["outcome"], by=by)
        return now("What came of it is kept.")


GOALS = Panel("operations/backoffice/_goals.html", _("Goals"), context=goals_of, permission="operations.view_storegoal", is_flush=True)
StoreDetail.panels += [
    GOALS,
    Panel(
        "operations/backoffice/_decisions.html", _("Strategy and its changes"), context=decisions_of,
        permission="operations.view_strategydecision",
    ),
]  # fmt: skip
OpeningDetail.panels.insert(2, GOALS)
StoreDetail.actions += [GoalSet, StrategyChange]
