"""Duties over a month: a calendar of lights, and the compliance report clause by clause and post by post, with its file."""

import calendar
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, Q, Sum, Value, When
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from microstore.core import clock, replica
from microstore.core.declarations import Department, Post
from microstore.core.duties import Duty
from microstore.core.pages import ANY_STAFF, Page, ViewPage
from microstore.core.pages.exports import as_csv, safe
from operations import register
from operations.models import DutyRow
from operations.models.duty import LATE, DutyState

S = DutyState
LIGHTS = (("ok", _("done")), ("warn", _("open")), ("danger", _("late or with misses")), ("neutral", _("waived")))
WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def asked_month(request) -> date:
    """The first day of the month in the address, else of this one."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return clock.today().replace(day=1)


def month_facts(first: date) -> dict:
    after = (first + timedelta(days=32)).replace(day=1)
    return {"month": first, "previous": (first - timedelta(days=1)).replace(day=1), "following": after}


def rows_of_month(user, first: date):
    """Rows of the periods that end in this month."""
    return DutyRow.objects.visible_to(user).filter(last__gte=first, last__lt=month_facts(first)["following"]).order_by()


class DutyCalendar(ViewPage):
    url = "duties/calendar/"
    name = "duty-calendar"
    title = _("Calendar of duties")
    permission = ANY_STAFF
    template = "operations/backoffice/duty_calendar.html"

    def context(self, request):
        first, chosen = asked_month(request), request.GET.get("department", "")
        rows = rows_of_month(request.user, first)
        there = set(rows.values_list("department", flat=True))
        departments = [(code, label) for code, label in Department.choices if code in there]
        chosen = chosen if chosen in dict(departments) else ""
        counts = lights_by_day(rows.filter(department=chosen) if chosen else rows)
        weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
        return {
            **month_facts(first),
            "weeks": [[self.day(day, first, counts, chosen) for day in week] for week in weeks],
            "weekdays": WEEKDAYS,
            "departments": departments,
            "chosen": chosen,
        }

    def day(self, day: date, first: date, counts: dict, chosen: str) -> dict:
        lights = [(light, counts[day, light], word) for light, word in LIGHTS if (day, light) in counts]
        query = f"?day={day}{f'&department={chosen}' if chosen else ''}"
        return {
            "day": day, "is_in": day.month == first.month, "is_today": day == clock.today(), "counts": lights,
            "url": reverse("backoffice:duties-all") + query,
        }  # fmt: skip


def lights_by_day(rows) -> dict:
    """(last day, light) → count; the rule is that of ``DutyRow.light``."""
    light = Case(
        When(Q(state__in=LATE) | Q(missed__gt=0), then=Value("danger")),
        When(state__in=(S.DONE, S.VERIFIED), then=Value("ok")),
        When(state=S.WAIVED, then=Value("neutral")),
        default=Value("warn"),
        output_field=CharField(),
    )
    found = rows.annotate(light_of=light).values("last", "light_of").annotate(count=Count("pk"))
    return {(row["last"], row["light_of"]): row["count"] for row in found}


KEPT = Q(state__in=(S.DONE, S.VERIFIED), was_late=False, missed=0)
JUDGED = ~Q(state=S.WAIVED) & ~Q(state__in=(S.SCHEDULED, S.DUE))
SUMS = {
    "owed": Count("pk", filter=JUDGED),
    "kept": Count("pk", filter=KEPT),
    "late": Count("pk", filter=Q(was_late=True)),
    "waived": Count("pk", filter=Q(state=S.WAIVED)),
    "missed": Sum("missed"),
}


def with_share(sums: dict) -> dict:
    """The share of what was owed that was kept; None while nothing can be judged."""
    share = sums["kept"] * 100 // sums["owed"] if sums["owed"] else None
    tone = "danger" if share is not None and share < 70 else "warn" if share is not None and share < 90 else "1"
    return {**sums, "missed": sums["missed"] or 0, "share": share, "tone": tone}


@replica.reads
def by_clause(user, first: date) -> list[dict]:
    found = rows_of_month(user, first).values("duty", "post").annotate(**SUMS)
    lines = [
        {
            **with_share(row), "id": row["duty"], "text": register.text_of(row["duty"]), "post": Post(row["post"]).label,
            "label": Duty.registry[row["duty"]].label if row["duty"] in Duty.registry else "",
            "url": f"{reverse('backoffice:duties-all')}?duty={row['duty']}",
        }
        for row in found
    ]  # fmt: skip
    return sorted(lines, key=lambda line: register.order_of(line["id"]))


@replica.reads
def by_post(user, first: date) -> list[dict]:
    found = rows_of_month(user, first).values("post").annotate(**SUMS)
    lines = [{**with_share(row), "label": Post(row["post"]).label} for row in found]
    return sorted(lines, key=lambda line: (line["share"] is None, line["share"]))


class DutyReport(ViewPage):
    url = "duties/report/"
    name = "duty-report"
    title = _("Compliance of the month")
    permission = "operations.verify_duty"
    template = "operations/backoffice/duty_report.html"

    def context(self, request):
        first = asked_month(request)
        clauses = by_clause(request.user, first)
        total = {name: sum(line[name] for line in clauses) for name in SUMS}
        return {**month_facts(first), "clauses": clauses, "posts": by_post(request.user, first), "total": with_share(total)}


class DutyReportFile(Page):
    url = "duties/report/file/"
    name = "duty-report-file"
    title = _("Compliance of the month as a file")
    permission = "operations.verify_duty"

    def get(self, request):
        first = asked_month(request)
        heads = [gettext(word) for word in ("Clause", "Duty", "Post", "Owed", "Kept", "Late", "Misses", "Waived", "Share")]
        names = ("id", "label", "post", "owed", "kept", "late", "missed", "waived", "share")
        lines = [heads, *([safe(line[name]) for name in names] for line in by_clause(request.user, first))]
        name = f"duties-{first:%Y-%m}.csv"
        return StreamingHttpResponse(
            as_csv(lines),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )
