"""The first page of everybody: what waits for me, what I am to decide, my numbers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import approvals, clock
from microstore.core.models import Job
from microstore.core.pages import ANY_STAFF, Menu, Panel, ViewPage, queues


def address(declared, user) -> str:
    return declared.url(user) if callable(declared.url) else str(declared.url)


def waiting(user) -> list[dict]:
    """My queues that are not empty: the nearest deadline first, then those without one."""
    rows = []
    for queue in queues.open_to(user, queues.queues):
        if count := queue.count(user):
            due = queue.due(user) if queue.due else None
            rows.append(
                {"queue": queue, "count": count, "due": due, "text": queue.text(user) if queue.text else "", "url": address(queue, user)}
            )
    never = clock.now().replace(year=9999)
    return sorted(rows, key=lambda row: (row["due"] or never, row["queue"].position))


def numbers(user) -> list[dict]:
    """At most six tiles; a plain value becomes a tile without comparison."""
    tiles = []
    for number in queues.open_to(user, queues.numbers)[:6]:
        value = number.value(user)
        given = value if isinstance(value, dict) else {"value": value}
        tiles.append({"label": number.label, "url": address(number, user), **given})
    return tiles


def greeting() -> str:
    hour = clock.local_now().hour
    return _("Good morning") if hour < 11 else _("Good day") if hour < 14 else _("Good afternoon") if hour < 18 else _("Good evening")


class Workbench(ViewPage):
    url = ""
    name = "home"
    title = _("Workbench")
    permission = ANY_STAFF
    menu = Menu(None, icon="home", position=0)
    template = "backoffice/home.html"
    panels: list[Panel] = []
    """Hung on by higher departments; each is given ``user`` as its row."""

    def context(self, request):
        user = request.user
        waiting_approvals = approvals.waiting_for(user)
        return {
            "greeting": greeting(),
            "queues": waiting(user),
            "numbers": numbers(user),
            "approvals": waiting_approvals[:5],
            "approvals_count": waiting_approvals.count(),
            "jobs": Job.objects.filter(owner=user, state__in=Job.OPEN)[:3],
            "approvals_url": reverse("backoffice:approvals"),
            "now": clock.now(),
            "panels": [panel for panel in (panel.for_page(request, user) for panel in self.panels) if panel],
        }
