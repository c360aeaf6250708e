"""The acts of an opening, each by the person whose duty it is."""

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import ActionPage, FormPage, ReasonForm
from microstore.stores.backoffice import StoreDetail, StoreList
from microstore.stores.forms import NewStoreForm
from microstore.stores.models import Store
from operations.backoffice.opening import OpeningDetail, OpeningList
from operations.backoffice.opening_forms import PlanForm, PositioningForm, ResearchForm, SubmitForm, TickForm
from operations.models import Opening
from operations.services import acceptance, links
from operations.services import opening as openings


class OpeningFound(FormPage):
    url, name = "openings/new/", "opening-new"
    title = _("Plan a new store")
    permission = "operations.add_opening"
    model, form_class, back = Opening, NewStoreForm, OpeningDetail

    def save(self, form, by):
        return openings.found(by=by, **form.cleaned_data)


class OpeningBegin(ActionPage):
    url, name = "stores/<str:code>/begin-opening/", "opening-begin"
    title = _("Begin the opening")
    permission = "operations.add_opening"
    model, lookup, back = Store, "code", StoreDetail
    icon = "flag"

    def is_open(self, row, user):
        return row.state == Store.State.PREPARING and not Opening.objects.filter(store=row).exists()

    def perform(self, row, form, by):
        openings.begin(row, by=by)
        return now("The opening of %(store)s is begun.") % {"store": row}


class OfOpening:
    """What the acts on one opening share."""

    model, lookup, back = Opening, "store__code", OpeningDetail
    permission = "operations.change_opening"

    def get_queryset(self):
        return super().get_queryset().select_related("store")


class Writing(OfOpening, FormPage):
    """Write one part; possible while its step is open."""

    tone, icon = "plain", "edit"
    step = ""

    def is_open(self, row, user):
        return row.state == self.step

    def save(self, form, by):
        written = {name: form.cleaned_data[name] for name in form.changed_data}
        return openings.write(Opening.objects.get(pk=self.row.pk), by=by, **written)


class ResearchWrite(Writing):
    url, name, step = "openings/<str:code>/research/", "opening-research", "research"
    title, form_class = _("Write the research"), ResearchForm


class PositioningWrite(Writing):
    url, name, step = "openings/<str:code>/positioning/", "opening-positioning", "positioning"
    title, form_class = _("Write the positioning"), PositioningForm


class PlanWrite(Writing):
    url, name, step = "openings/<str:code>/plan/", "opening-plan", "plan"
    title, form_class = _("Write the plan"), PlanForm


class OpeningAct(OfOpening, ActionPage):
    """A move of the opening: what is missing stands above the button."""

    icon = "ar"

    def warnings(self, row):
        return openings.gaps(row)


class ResearchDone(OpeningAct):
    url, name, move = "openings/<str:code>/research/done/", "opening-research-done", "finish_research"
    title = _("Research is complete")

    def perform(self, row, form, by):
        openings.finish_research(row, by=by)
        return now("Next: the positioning.")


class PositioningDone(OpeningAct):
    url, name, move = "openings/<str:code>/positioning/done/", "opening-positioning-done", "finish_positioning"
    title = _("Positioning is settled")

    def perform(self, row, form, by):
        openings.finish_positioning(row, by=by)
        return now("Next: the development plan with its goals.")


class PlanSubmit(OpeningAct):
    url, name, move = "openings/<str:code>/plan/submit/", "opening-submit", "submit"
    title, form_class = _("Submit the plan"), SubmitForm

    def perform(self, row, form, by):
        openings.submit(row, by=by, reason=form.cleaned_data["reason"])
        return now("The plan is before the director.")


class BuildingStart(OpeningAct):
    url, name, move = "openings/<str:code>/build/", "opening-build", "start_building"
    title = _("Begin to build")

    def perform(self, row, form, by):
        openings.start_building(row, by=by)
        return now("Pages and shelves of %(store)s can be filled now.") % {"store": row}


class AcceptanceStart(OpeningAct):
    url, name, move = "openings/<str:code>/accept/", "opening-accept", "start_acceptance"
    title = _("Begin the acceptance")

    def perform(self, row, form, by):
        openings.start_acceptance(row, by=by)
        return now("Test orders are possible now, behind the preview link.")


class LinksCheck(OfOpening, ActionPage):
    url, name = "openings/<str:code>/links/", "opening-links"
    title = _("Check the links")
    icon, tone = "refresh", "plain"

    def is_open(self, row, user):
        return row.state in ("building", "acceptance")

    def perform(self, row, form, by):
        found = links.check(row, by=by)
        return now("%(count)d links opened, %(broken)d broken.") % {"count": found.opened, "broken": len(found.broken)}


class ItemTick(OfOpening, ActionPage):
    url, name = "openings/<str:code>/tick/", "opening-tick"
    title = _("Confirm an item")
    permission = "operations.view_opening"
    form_class, icon = TickForm, "check"

    def is_open(self, row, user):
        return bool(acceptance.may_tick(row, user))

    def form_kwargs(self, row):
        return {"items": acceptance.may_tick(row, self.request.user)}

    def seal(self, row, form):
        return ""

    def perform(self, row, form, by):
        done = acceptance.tick(row, form.cleaned_data["item"], note=form.cleaned_data["note"], by=by)
        return now("Confirmed: %(item)s") % {"item": done}


class Rework(OfOpening, ActionPage):
    url, name, move = "openings/<str:code>/rework/", "opening-rework", "rework"
    title, form_class, tone, icon = _("Back to building"), ReasonForm, "plain", "undo"
    permission = "operations.accept_opening"

    def perform(self, row, form, by):
        openings.rework(row, by=by, reason=form.cleaned_data["reason"])
        return now("%(store)s is being built again; what was ticked is to be looked at again.") % {"store": row}


class StoreOpen(OpeningAct):
    url, name, move = "openings/<str:code>/open/", "opening-open", "open_store"
    title, icon = _("Open the store"), "play"
    permission = "stores.open_store"

    def perform(self, row, form, by):
        openings.open_store(row, by=by)
        return now("%(store)s is open.") % {"store": row}


class GiveUp(OfOpening, ActionPage):
    url, name, move = "openings/<str:code>/give-up/", "opening-give-up", "give_up"
    title, form_class, tone, icon = _("Give the opening up"), ReasonForm, "danger", "stop"
    permission = "stores.open_store"

    def perform(self, row, form, by):
        openings.give_up(row, by=by, reason=form.cleaned_data["reason"])
        return now("The opening of %(store)s is given up.") % {"store": row}


OpeningList.actions.append(OpeningFound)
StoreList.actions.append(OpeningFound)
StoreDetail.actions.insert(0, OpeningBegin)
OpeningDetail.actions += [
    ResearchWrite, ResearchDone, PositioningWrite, PositioningDone, PlanWrite, PlanSubmit, BuildingStart, AcceptanceStart, LinksCheck,
    ItemTick, StoreOpen, Rework, GiveUp,
]  # fmt: skip
