"""One row: its steps, its panels, the acts open now to this person, and its timeline."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404
from django.urls import path

from microstore.core.pages import notes, registry
from microstore.core.pages.decisions import Decision
from microstore.core.pages.page import Page, may_open, wants_fragment

FEW, AT_ONCE = 4, 2  # buttons at the head of a page: as many as stand in two lines of a phone; of more than that so many


@dataclass
class Panel:
    """A template fragment on a detail page, given ``row`` and what ``context(request, row)`` returns."""

    template: str
    title: str = ""
    context: Callable | None = None
    permission: str = ""
    is_shown: Callable = field(default=lambda row: True)
    is_flush: bool = False
    sub: Callable | None = None

    def for_page(self, request, row):
        """What the page draws, or None when this person or this row has no such panel."""
        if (self.permission and not may_open(request.user, self.permission)) or not self.is_shown(row):
            return None
        return {
            "template": self.template,
            "title": self.title,
            "is_flush": self.is_flush,
            "sub": self.sub(row) if self.sub else "",
            **(self.context(request, row) if self.context else {}),
        }


class DetailPage(Page):
    """Panels and acts may be hung on by higher departments: ``OrderDetail.panels.append(...)``."""

    template = "backoffice/detail.html"
    panels: list[Panel] = []
    side: list[Panel] = []
    actions: list[type] = []
    status_fields: tuple[str, ...] = ()
    list_name = ""
    has_timeline = True
    customer_may_read_notes = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in ("panels", "side", "actions"):
            setattr(cls, name, list(getattr(cls, name)))

    @classmethod
    def paths(cls):
        own = [path(f"{cls.url}notes/", NoteAdd.as_view(detail=cls), name=f"{cls.name}-note")] if cls.has_timeline else []
        return [*own, *super().paths()]

    @classmethod
    def list_page(cls):
        """The list this row stands in: ``list_name``, else the page whose address is the start of ours."""
        return (
            registry.find(cls.list_name)
            if cls.list_name
            else next((page for page in registry.all_pages if page.url and page is not cls and page.url == cls.url.split("<")[0]), None)
        )

    def get_row(self, **kwargs):
        return get_object_or_404(self.get_queryset(), **{self.lookup: kwargs.get(self.lookup, next(iter(kwargs.values()), None))})

    def crumbs(self, row=None):
        above = self.list_page()
        return [(above.title, above.get_url())] if above and above.is_open_to(self.request.user) else []

    def heading(self, row) -> str:
        return str(row)

    def subheading(self, row) -> str:
        return ""

    def steps(self, row) -> list[tuple]:
        """(label, "done" | "now" | "next", small text) along the way of the row."""
        return []

    def links(self, row) -> list[tuple[str, str, str]]:
        """Further buttons that lead elsewhere, such as print pages: (label, address, icon)."""
        return []

    def badges(self, row) -> tuple[str, ...]:
        """Fields whose state is shown beside the heading."""
        flow = getattr(row, "flow", None)
        return self.status_fields or ((flow.field,) if flow else ())

    def open_actions(self, row) -> list[dict]:
        """Acts that the row's state and this person's rights allow now; what destroys or refuses stands last."""
        user = self.request.user
        acts = [
            {
                "title": action.title,
                "url": action.get_url(row),
                "tone": action.tone,
                "icon": getattr(action, "icon", ""),
                "is_answer": issubclass(action, Decision),
            }
            for action in self.actions
            if action.is_open_to(user) and self.is_action_open(action, row)
        ]
        return sorted(acts, key=lambda act: act["tone"] == "danger")

    def is_action_open(self, action, row) -> bool:
        return action(request=self.request).is_open(row, self.request.user) if hasattr(action, "is_open") else True

    def context(self, request, row) -> dict:
        return {}

    def timeline_rows(self, row) -> list:
        """The rows whose events the timeline tells."""
        return [row]

    def offers(self, row) -> dict:
        """The buttons at the head: few stand side by side, of many only the next steps; the others fold under “More”."""
        acts = self.open_actions(row)
        links = [{"title": title, "url": url, "icon": icon, "is_link": True} for title, url, icon in self.links(row)]
        if len(acts) + len(links) <= FEW:
            return {"actions": acts, "acts_now": links + acts}
        now = next_steps(acts)
        return {"actions": acts, "acts_now": now, "acts_more": links + [act for act in acts if act not in now]}

    def get(self, request, **kwargs):
        row = self.get_row(**kwargs)
        shown = [panel for panel in (panel.for_page(request, row) for panel in self.panels) if panel]
        side = [panel for panel in (panel.for_page(request, row) for panel in self.side) if panel]
        given = {
            "row": row,
            "heading": self.heading(row),
            "subheading": self.subheading(row),
            "badges": self.badges(row),
            "steps": self.steps(row),
            **self.offers(row),
            "panels": shown,
            "side": side,
            **(notes.timeline_context(request, self, row) if self.has_timeline else {}),
            **self.context(request, row),
        }
        is_part = wants_fragment(request) and request.headers.get("HX-Target") == "timeline"
        return self.draw("backoffice/_timeline.html" if is_part else self.template, given)


def next_steps(acts: list[dict]) -> list[dict]:
    """The one or two that matter now: what the state waits for, both answers to a question, else the first harmless act."""
    waited_for = [act for act in acts if act["tone"] == "primary" or act["is_answer"]][:AT_ONCE]
    harmless = [act for act in acts if act["tone"] != "danger" and act not in waited_for]
    return waited_for + harmless[: AT_ONCE - len(waited_for)]


class NoteAdd(Page):
    """Write a note under a row; the detail page's own right and row limits apply."""

    detail: type[DetailPage] | None = None

    def dispatch(self, request, *args, **kwargs):
        self.permission, self.model, self.lookup = self.detail.permission, self.detail.model, self.detail.lookup
        return super().dispatch(request, *args, **kwargs)

    def is_open_to(self, user):
        return self.detail.is_open_to(user)

    def post(self, request, **kwargs):
        row = self.detail(request=request).get_row(**kwargs)
        return notes.add(request, self.detail, row)
