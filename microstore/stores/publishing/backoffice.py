"""Revisions of a page: the list with its weights, two side by side, the decision, the way back, and the monthly look."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import ActionPage, Decision, ReasonForm
from microstore.core.pages import Page as OfficePage
from microstore.core.pages.queues import Queue, declare_queue
from microstore.core.pages.wording import moment
from microstore.stores import hooks
from microstore.stores.backoffice.builder import PageBuilder, PageList
from microstore.stores.models import Page, PageRevision
from microstore.stores.publishing import deciding, differing, looking, measuring
from microstore.stores.publishing.forms import LookForm
from microstore.stores.services import pages

COMPARED = timedelta(days=14)


class OfPage(OfficePage):
    """What the pages about one store page share."""

    permission = "stores.view_page"
    model = Page

    def crumbs(self, row=None):
        return [(PageList.title, PageList.get_url()), (str(row), PageBuilder.get_url(row))] if row else []

    def get_row(self, pk):
        return get_object_or_404(Page.objects.visible_to(self.request.user).select_related("store"), pk=pk)


class PageHistory(OfPage):
    """Every revision: who, when, what it weighs, and what visitors did before and after."""

    url, name = "pages/<int:pk>/history/", "store-page-history"
    title = _("Revisions")
    template = "stores/backoffice/history.html"

    def get(self, request, pk):
        page = self.get_row(pk)
        people = ("edited_by", "published_by", "based_on", "data_by", "copy_by")
        revisions = list(page.revisions.select_related(*people).prefetch_related("measures").order_by("-number")[:50])
        rows = [(revision, self.measure_of(revision), self.figures_of(page, revision)) for revision in revisions]
        reviews = page.reviews.select_related("by")[:12]
        may_publish = request.user.has_perm("stores.publish_page")
        return self.draw(self.template, {"row": page, "revisions": rows, "reviews": reviews, "may_publish": may_publish})

    @staticmethod
    def measure_of(revision):
        measure = next(iter(revision.measures.all()), None)
        if measure is None:
            return None
        return {"row": measure, "warnings": measuring.over_budget(measure.html_bytes, measure.server_ms, measure.pictures)}

    @staticmethod
    def figures_of(page, revision):
        """Put into the cart of a hundred visitors, in the two weeks before and after; nothing while nobody counts."""
        if revision.published_at is None:
            return None
        day = revision.published_at
        before, after = hooks.figures_of(page, day - COMPARED, day), hooks.figures_of(page, day, day + COMPARED)
        return (before, after) if before or after else None


class PageCompare(OfPage):
    """Two revisions side by side: ``?before=3&after=5``; without, what is live and the draft."""

    url, name = "pages/<int:pk>/compare/", "store-page-compare"
    title = _("What changes")
    template = "stores/backoffice/compare.html"

    def get(self, request, pk):
        page = self.get_row(pk)
        before, after = self.chosen(page, "before") or page.live, self.chosen(page, "after") or page.draft or page.live
        changes = differing.between(before.blocks if before else [], after.blocks if after else [])
        numbers = list(page.revisions.order_by("-number").values_list("number", flat=True)[:50])
        return self.draw(self.template, {"row": page, "before": before, "after": after, "changes": changes, "numbers": numbers})

    def chosen(self, page, name):
        asked = self.request.GET.get(name, "")
        return page.revisions.filter(number=int(asked)).first() if asked.isdigit() and len(asked) < 6 else None


class OfDraft(Decision):
    """The decision about a draft that was submitted, by somebody else than who asked."""

    model = Page
    permission = "stores.publish_page"
    back = PageBuilder

    def get_queryset(self):
        return Page.objects.visible_to(self.request.user).select_related("store")

    def crumbs(self, row=None):
        return [(PageList.title, PageList.get_url()), (str(row), PageBuilder.get_url(row))] if row else []

    def subject(self, row):
        return row.draft


class PageApprove(OfDraft):
    url, name = "pages/<int:pk>/approve/", "store-page-approve"
    title = _("Approve and publish")
    icon = "check"

    def warnings(self, row):
        return measuring.of(row.draft).warnings() if row.draft else []

    def said(self, draft):
        if draft.state == PageRevision.State.SCHEDULED:
            return now("Revision %(number)s goes live on %(moment)s.") % {"number": draft.number, "moment": moment(draft.publish_at)}
        return now("Revision %(number)s is live.") % {"number": draft.number}


class PageSendBack(OfDraft):
    url, name = "pages/<int:pk>/send-back/", "store-page-send-back"
    title = _("Send back")
    icon, tone, says_yes = "undo", "plain", False

    def said(self, draft):
        return now("Revision %(number)s is a draft again.") % {"number": draft.number}


class PageRollBack(ActionPage):
    """Show an earlier revision again."""

    url, name = "page-revisions/<int:pk>/restore/", "store-page-restore"
    title = _("Show this revision again")
    permission = "stores.publish_page"
    model, form_class, icon = PageRevision, ReasonForm, "undo"
    back = PageHistory

    def get_queryset(self):
        return PageRevision.objects.visible_to(self.request.user).select_related("page__store", "published_by")

    def crumbs(self, row=None):
        return [(str(row.page), PageBuilder.get_url(row.page))] if row else []

    def back_url(self, row):
        return PageHistory.get_url(row.page)

    def back_label(self, row):
        return str(row.page)

    def is_open(self, row, user):
        return row.state == PageRevision.State.SUPERSEDED

    def facts(self, row):
        return [(now("Revision"), row.number), (now("Published by"), row.published_by or "–"), (now("Blocks"), len(row.blocks))]

    def perform(self, row, form, by):
        again = pages.roll_back(row.page, row, by=by, reason=form.cleaned_data["reason"])
        return now("Revision %(number)s is live.") % {"number": again.number}


class PageLook(ActionPage):
    """The monthly look: layout, colour, speed, with what was measured now."""

    url, name = "pages/<int:pk>/look/", "store-page-look"
    title = _("Look the page through")
    permission = "stores.change_page"
    model, form_class, icon, tone = Page, LookForm, "eye", "plain"
    back = PageHistory

    def get_queryset(self):
        return Page.objects.visible_to(self.request.user).select_related("store")

    def crumbs(self, row=None):
        return [(PageList.title, PageList.get_url()), (str(row), PageBuilder.get_url(row))] if row else []

    def is_open(self, row, user):
        return row.live is not None

    def facts(self, row):
        weight = measuring.of(row.live)
        return [
            (now("HTML"), f"{weight.html_bytes // 1000} kB"),
            (now("Pictures"), f"{len(weight.pictures)} · {weight.picture_bytes // 1000} kB"),
            (now("Requests"), weight.requests), (now("Server"), f"{weight.server_ms} ms"),
        ]  # fmt: skip

    def warnings(self, row):
        return measuring.of(row.live).warnings()

    def perform(self, row, form, by):
        looking.keep(row, by=by, **form.cleaned_data)
        return now("Kept for this month.")


def to_confirm(part):
    """How many submitted drafts lack this tick, in the stores of the person."""
    def count(user):
        rows = PageRevision.objects.visible_to(user).filter(state=PageRevision.State.IN_REVIEW, **{f"{part}_by": None})
        return rows.count() or None

    return count


for part, label, position in ((deciding.DATA, _("Data of store pages"), 58), (deciding.COPY, _("Copy of store pages"), 59)):
    declare_queue(
        Queue(
            f"stores.page_{part}", label, deciding.RIGHTS[part], to_confirm(part), lambda user: f"{PageList.get_url()}?view=confirm",
            icon="blocks", act=_("Confirm"), position=position,
        )  # fmt: skip
    )

