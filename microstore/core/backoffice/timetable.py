"""What runs by itself: every periodic task with its last run, duration, result, and a button for another go."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from microstore.core import timetable
from microstore.core.declarations import Department
from microstore.core.models import Run
from microstore.core.pages import ActionPage, Menu, ViewPage

TONES = {"never": "stop", "failed": "danger", "running": "move", "late": "warn", "ok": "ok"}
WORDS = {"never": _("not yet run"), "failed": _("failed"), "running": _("running"), "late": _("late"), "ok": _("in order")}


def failing(user) -> int | None:
    return Run.objects.exclude(error="").count() or None


class Timetable(ViewPage):
    url = "system/timetable/"
    name = "timetable"
    title = _("What runs by itself")
    permission = "core.view_run"
    menu = Menu(Department.SYSTEM, icon="cal", position=55, count=failing, hot=True)
    template = "backoffice/system/timetable.html"

    def context(self, request):
        may_start = RunNow.is_open_to(request.user)
        lines = [
            {
                "entry": entry,
                "tone": TONES[entry.state],
                "word": WORDS[entry.state],
                "again_url": RunNow.get_url(entry) if may_start else "",
            }
            for entry in timetable.entries()
        ]
        order = ["failed", "late", "running", "never", "ok"]
        return {"lines": sorted(lines, key=lambda line: order.index(line["entry"].state))}


class RunNow(ActionPage):
    url = "system/timetable/<str:code>/again/"
    name = "run-now"
    title = _("Run now")
    permission = "core.start_run"
    model = Run
    back = Timetable
    icon = "undo"

    def get_row(self, code):
        """The last run of this line, also before there was one."""
        self.code, row = code, timetable.run_of(code)
        if row is None:
            raise Http404
        return row

    def facts(self, row):
        result = timetable.in_reader_words(row.result) or "—"
        last = row.started_at or _("not yet run")
        return [(_("Task"), row), (_("Last run"), last), (_("Result"), result), (_("Error"), row.error or "—")]

    def perform(self, row, form, by):
        timetable.run_now(self.code, by=by)
        return _("Asked for. The result stands here in a moment.")
