"""A duty as pages show it: what the facts say, where it is done, and what this person may do about it."""

from dataclasses import dataclass

from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.pages import registry
from operations.models import DutyRow
from operations.models.duty import LATE, OPEN
from operations.services import duties


@dataclass(frozen=True)
class Shown:
    row: DutyRow
    page_url: str
    page_title: str
    may_confirm: bool

    @property
    def minutes(self) -> int:
        """The whole time allowed, for the clock."""
        return max(1, int((self.row.due_at - self.row.falls_due_at).total_seconds() // 60))


def page_of(row: DutyRow, user):
    """The page on which the duty is done, if this person may open it."""
    page = registry.find(row.declared.page) if row.declared else None
    return page if page and not registry.parameters(page.url) and page.is_open_to(user) else None


def shown(rows, user) -> list[Shown]:
    found = []
    for row in rows:
        page = page_of(row, user)
        may_confirm = row.state in OPEN and duties.owes(row, user)
        found.append(Shown(row, page.get_url() if page else "", str(page.title) if page else "", may_confirm))
    return found


def mine(user):
    return DutyRow.objects.owed_by(user).select_related("person", "done_by")


def open_today(user):
    """What this person still owes today, late ones first."""
    tomorrow = day_bounds(clock.today())[1]
    rows = mine(user).open().filter(falls_due_at__lt=tomorrow)
    return sorted(rows[:60], key=lambda row: (row.state not in LATE, row.due_at))


def count_today(user) -> int | None:
    return DutyRow.objects.owed_by(user).open().filter(falls_due_at__lt=day_bounds(clock.today())[1]).count() or None
