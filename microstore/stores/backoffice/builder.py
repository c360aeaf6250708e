"""The page builder: everything by plain forms, one draft, a phone beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.core import approvals
from microstore.core.declarations import Department
from microstore.core.errors import Changed, Refused
from microstore.core.pages import ListPage, Menu, View
from microstore.core.pages import Page as OfficePage
from microstore.core.pages.acting import dressed
from microstore.stores import block_registry, hooks
from microstore.stores.assets import flags, picking
from microstore.stores.backoffice.stores import StoreDetail
from microstore.stores.filters import PageFilter
from microstore.stores.models import Page, PageRevision
from microstore.stores.publishing import deciding, differing, measuring
from microstore.stores.publishing.forms import SubmitForm
from microstore.stores.services import pages
from microstore.stores.tables import PageTable

STEPS = {"up": -1, "down": 1}
OF_READERS = ("data", "copy")
"""Acts of colleagues who do not draw pages but stand for what is on them."""


class PageList(ListPage):
    url, name = "pages/", "store-pages"
    title = _("Store pages")
    permission = "stores.view_page"
    menu = Menu(Department.OPERATIONS, icon="blocks", position=62)
    model = Page
    table_class, filterset_class = PageTable, PageFilter
    views = [
        View("confirm", _("To be confirmed"), "waits=confirm"),
        View("decide", _("To be decided"), "waits=decide"),
        View("scheduled", _("Scheduled"), "waits=scheduled"),
        View("rights", _("Rights ended"), "waits=rights"),
    ]
    search_fields = ("title", "store__name")
    search_hint = _("Page or store")
    keyset = ("pk",)

    def get_queryset(self):
        live = PageRevision.objects.filter(page=OuterRef("pk"), state=PageRevision.State.PUBLISHED)
        draft = PageRevision.objects.filter(page=OuterRef("pk"), state__in=PageRevision.PENDING)
        rows = Page.objects.visible_to(self.request.user).select_related("store")
        return rows.annotate(published_at=Subquery(live.values("published_at")[:1]), has_draft=Exists(draft))

    def row_url(self, row):
        return PageBuilder.get_url(row)


class PageBuilder(OfficePage):
    """``?block=<id>`` opens a block's settings, ``?add=<kind>`` the settings of a new one."""

    url, name = "pages/<int:pk>/", "store-page"
    title = _("Page builder")
    permission = "stores.view_page"
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
        if request.POST["act"] not in OF_READERS and not request.user.has_perm("stores.change_page"):
            raise PermissionDenied
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
        form = picking.limit(dressed(kind.form_class(post, self.request.FILES)), self.request.user)
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

    def do_arrange(self, page, post):
        """The order that blocks were dragged into."""
        pages.arrange(page, post.get("order", "").split(","), **self.who(post))
        return redirect(self.request.path)

    def do_data(self, page, post):
        """One of the two ticks, by whoever may stand for it (duty D2)."""
        part = post["act"]
        if not self.request.user.has_perm(deciding.RIGHTS[part]):
            raise Refused(now("Confirming this is the duty of somebody else."))
        deciding.tick(page, part, **self.who(post))
        messages.success(self.request, now("Confirmed with your name."))
        return redirect(self.request.path)

    do_copy = do_data

    def do_submit(self, page, post):
        form = dressed(SubmitForm(post))
        if not form.is_valid():
            return self.show(page, submit_form=form, status=422)
        approval = deciding.submit(page, **self.who(post), **form.cleaned_data)
        messages.success(self.request, now("Asked as %(number)s. Somebody else decides.") % {"number": approval.number})
        return redirect(self.request.path)

    def do_take_back(self, page, post):
        deciding.take_back(page, by=self.request.user, reason=now("Taken back in the page builder"))
        messages.success(self.request, now("It is a draft again."))
        return redirect(self.request.path)

    # ── drawing ────────────────────────────────────────────────────────────────────────────────────────────────────
    def who(self, post):
        seen = post.get("seen", "")
        return {"seen": int(seen) if seen.isdigit() and len(seen) < 9 else -1, "by": self.request.user}

    def kind_or_404(self, code):
        if code not in block_registry.kinds:
            raise Http404
        return block_registry.kinds[code]

    def show(self, page, *, form=None, kind=None, block_id="", refusal="", submit_form=None, status=200):  # noqa: PLR0913
        draft, live = page.draft, page.live
        blocks = (draft or live).blocks if draft or live else []
        if form is None:
            form, kind, block_id = self.chosen(blocks)
        verdict = pages.judge(blocks, page)
        return self.draw(
            self.template,
            {
                "row": page, "store": page.store, "draft": draft, "live": live, "seen": draft.edits if draft else 0, "refusal": refusal,
                "blocks": block_registry.describe(blocks), "kinds": self.kinds_to_add(blocks), "form": form, "kind": kind,
                "block_id": block_id, "hits": verdict.hits, "verdict": verdict.level, "submit_form": submit_form or dressed(SubmitForm()),
                "width": self.request.GET.get("width", "phone"), **(self.sign_off(page, draft, live) if form is None else {}),
            },
            status=status,
        )  # fmt: skip

    def sign_off(self, page, draft, live):
        """What stands between the draft and customers: changes, ticks, rights, weight."""
        user, shown = self.request.user, draft or live
        may = {part: draft is not None and draft.state != "scheduled" and user.has_perm(right) for part, right in deciding.RIGHTS.items()}
        ticks = [
            {
                "part": part, "label": label, "may": may[part],
                "by": getattr(draft, f"{part}_by", None), "at": getattr(draft, f"{part}_at", None),
            }  # fmt: skip
            for part, label in ((deciding.DATA, now("Data, by product management")), (deciding.COPY, now("Copy, by marketing")))
        ]
        return {
            "ticks": ticks, "weight": measuring.of(shown) if shown else None, "asked": approvals.waiting_about(draft) if draft else None,
            "changes": differing.between(live.blocks if live else [], draft.blocks) if draft else [],
            "rights": flags.troubles(shown.blocks, page.store) if shown else [], "hidden": hooks.hidden_blocks(page) if live else {},
            "may_publish": user.has_perm("stores.publish_page"),
        }  # fmt: skip

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
            return picking.limit(dressed(kind.form_class()), self.request.user), kind, ""
        block = next((each for each in blocks if each["id"] == query.get("block")), None)
        if block is None or block["kind"] not in block_registry.kinds:
            return None, None, ""
        kind = block_registry.kinds[block["kind"]]
        return picking.limit(dressed(kind.form_class(initial=block["data"])), self.request.user), kind, block["id"]
