"""The page builder: everything by plain forms, one draft, a phone beside it, and the way back."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.errors import Changed, Refused
from microstore.core.pages import ActionPage, ListPage, Menu, ReasonForm
from microstore.core.pages import Page as OfficePage
from microstore.core.pages.acting import dressed
from microstore.stores import block_registry
from microstore.stores.backoffice.stores import StoreDetail
from microstore.stores.forms import PublishForm
from microstore.stores.models import Page, PageRevision
from microstore.stores.services import pages
from microstore.stores.tables import PageTable

STEPS = {"up": -1, "down": 1}


class PageList(ListPage):
    url, name = "pages/", "store-pages"
    title = _("Store pages")
    permission = "stores.change_page"
    menu = Menu(Department.OPERATIONS, icon="blocks", position=62)
    model = Page
    table_class = PageTable
    search_fields = ("title", "store__name")
    search_hint = _("Page or store")
    keyset = ("pk",)

    def get_queryset(self):
        live = PageRevision.objects.filter(page=OuterRef("pk"), state=PageRevision.State.PUBLISHED)
        draft = PageRevision.objects.filter(page=OuterRef("pk"), state=PageRevision.State.DRAFT)
        rows = Page.objects.visible_to(self.request.user).select_related("store")
        return rows.annotate(published_at=Subquery(live.values("published_at")[:1]), has_draft=Exists(draft))

    def row_url(self, row):
        return PageBuilder.get_url(row)


class PageBuilder(OfficePage):
    """``?block=<id>`` opens a block's settings, ``?add=<kind>`` the settings of a new one."""

    url, name = "pages/<int:pk>/", "store-page"
    title = _("Page builder")
    permission = "stores.change_page"
    model = Page
    template = "stores/backoffice/builder.html"

    def crumbs(self, row=None):
        return [(PageList.title, PageList.get_url()), (str(row.store), StoreDetail.get_url(row.store))] if row else []

    def get_row(self, pk):
        return get_object_or_404(Page.objects.visible_to(self.request.user).select_related("store"), pk=pk)

    def get(self, request, pk):
        return self.show(self.get_row(pk))

    def post(self, request, pk):
        page = self.get_row(pk)
        act = getattr(self, f"do_{request.POST.get('act', '')}", None)
        if act is None:
            raise Http404
        try:
            with transaction.atomic():
                return act(page, request.POST)
        except Changed as refusal:
            return self.show(page, refusal=str(refusal), status=409)
        except Refused as refusal:
            return self.show(page, refusal=str(refusal), status=422)

    # ── acts, each by the button of its name ───────────────────────────────────────────────────────────────────────
    def do_up(self, page, post):
        pages.move_block(page, post.get("block", ""), STEPS[post["act"]], **self.who(post))
        return redirect(self.request.path)

    do_down = do_up

    def do_remove(self, page, post):
        pages.remove_block(page, post.get("block", ""), **self.who(post))
        return redirect(self.request.path)

    def do_save(self, page, post):
        """Save the settings of a block, new or old."""
        kind = self.kind_or_404(post.get("kind", ""))
        form = dressed(kind.form_class(post, self.request.FILES))
        if not form.is_valid():
            return self.show(page, form=form, kind=kind, block_id=post.get("block", ""), status=422)
        data = form.to_data(self.request.user)
        if post.get("block"):
            pages.change_block(page, post["block"], data, **self.who(post))
        else:
            pages.add_block(page, kind.code, data, **self.who(post))
        return redirect(self.request.path)

    def do_discard(self, page, post):
        pages.discard(page, **self.who(post))
        messages.success(self.request, now("The draft is thrown away."))
        return redirect(self.request.path)

    def do_publish(self, page, post):
        if not self.request.user.has_perm("stores.publish_page"):
            raise Refused(now("Publishing is the duty of somebody else."))
        form = PublishForm(post)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        revision = pages.publish(page, reason=reason, **self.who(post))
        messages.success(self.request, now("Revision %(number)s is live.") % {"number": revision.number})
        return redirect(self.request.path)

    # ── drawing ────────────────────────────────────────────────────────────────────────────────────────────────────
    def who(self, post):
        seen = post.get("seen", "")
        return {"seen": int(seen) if seen.isdigit() and len(seen) < 9 else -1, "by": self.request.user}

    def kind_or_404(self, code):
        if code not in block_registry.kinds:
            raise Http404
        return block_registry.kinds[code]

    def show(self, page, *, form=None, kind=None, block_id="", refusal="", status=200):
        draft, live = page.draft, page.live
        blocks = (draft or live).blocks if draft or live else []
        if form is None:
            form, kind, block_id = self.chosen(blocks)
        verdict = pages.judge(blocks)
        return self.draw(
            self.template,
            {
                "row": page, "store": page.store, "draft": draft, "live": live, "seen": draft.edits if draft else 0, "refusal": refusal,
                "blocks": block_registry.describe(blocks), "kinds": self.kinds_to_add(blocks), "form": form, "kind": kind,
                "block_id": block_id, "hits": verdict.hits, "verdict": verdict.level, "publish_form": dressed(PublishForm()),
                "may_publish": self.request.user.has_perm("stores.publish_page"), "width": self.request.GET.get("width", "phone"),
            },
            status=status,
        )  # fmt: skip

    @staticmethod
    def kinds_to_add(blocks):
        """All kinds, less the footer that the page has already or is born with."""
        taken = {each["kind"] for each in blocks} or {pages.FOOTER}
        return [kind for code, kind in block_registry.kinds.items() if not (kind.stays and code in taken)]

    def chosen(self, blocks):
        """(form, kind, block id) of what the address asks to edit."""
        query = self.request.GET
        if query.get("add") in block_registry.kinds:
            kind = block_registry.kinds[query["add"]]
            return dressed(kind.form_class()), kind, ""
        block = next((each for each in blocks if each["id"] == query.get("block")), None)
        if block is None or block["kind"] not in block_registry.kinds:
            return None, None, ""
        kind = block_registry.kinds[block["kind"]]
        return dressed(kind.form_class(initial=block["data"])), kind, block["id"]


class PageHistory(OfficePage):
    """Every revision: who, when, and what it was based on."""

    url, name = "pages/<int:pk>/history/", "store-page-history"
    title = _("Revisions")
    permission = "stores.change_page"
    model = Page
    template = "stores/backoffice/history.html"

    def crumbs(self, row=None):
        return [(PageList.title, PageList.get_url()), (str(row), PageBuilder.get_url(row))] if row else []

    def get(self, request, pk):
        page = get_object_or_404(Page.objects.visible_to(request.user).select_related("store"), pk=pk)
        revisions = page.revisions.select_related("edited_by", "published_by", "based_on").order_by("-number")[:50]
        may_publish = request.user.has_perm("stores.publish_page")
        return self.draw(self.template, {"row": page, "revisions": revisions, "may_publish": may_publish})


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
