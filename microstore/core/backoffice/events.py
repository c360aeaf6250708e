"""News that did not take effect: which reaction failed, why, and a button to try again."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.core import events
from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.models import Delivery
from microstore.core.pages import ActionPage, BulkAction, Column, LinkColumn, ListPage, Menu, NumberColumn, TimeColumn


def failed():
    """Deliveries that were tried in vain, those given up first."""
    return Delivery.objects.filter(done_at=None, tries__gt=0).select_related("event")


def try_again(delivery) -> str:
    if not events.try_again(delivery.pk):
        raise Refused(_("It failed again. The new error is shown in the list."))
    return _("Delivered.")


class FailureTable(tables.Table):
    event = LinkColumn("event-retry", accessor="event__name", verbose_name=_("News"), orderable=False)
    about = Column(empty_values=(), verbose_name=_("About"), orderable=False)
    reaction = Column(verbose_name=_("Reaction"))
    tries = NumberColumn(verbose_name=_("Tries"))
    error = Column(verbose_name=_("Error"), orderable=False)
    at = TimeColumn(accessor="event__at", verbose_name=_("Happened"), orderable=False)
    next_at = TimeColumn(verbose_name=_("Next try"), empty_values=())

    def render_about(self, record):
        return f"{record.event.subject_type} {record.event.subject_id}"

    def render_next_at(self, value, column):
        return column.render(value) if value else _("Waits for a person")


class FailureFilter(django_filters.FilterSet):
    reaction = django_filters.CharFilter(label=_("Reaction"), lookup_expr="icontains")
    given_up = django_filters.ChoiceFilter(
        label=_("Next try"), method="by_next", choices=[("yes", _("Waits for a person")), ("no", _("Tried again by itself"))]
    )

    def by_next(self, rows, name, value):
        return rows.filter(next_at__isnull=value == "yes")


class RetryMany(BulkAction):
    code = "again"
    title = _("Try again")
    permission = "core.retry_delivery"
    icon = "undo"

    def perform(self, row, form, by):
        return try_again(row)


class FailureList(ListPage):
    url = "system/events/"
    name = "events"
    title = _("News that failed")
    permission = "core.retry_delivery"
    menu = Menu(
        Department.SYSTEM, icon="wave", position=50, count=lambda user: failed().filter(next_at=None)[:100].count() or None, hot=True
    )
    model = Delivery
    table_class = FailureTable
    filterset_class = FailureFilter
    bulk = [RetryMany]
    search_fields = ("reaction", "event__name", "error")
    search_hint = _("Reaction, event or error")
    export_name = "failed-news"
    empty_text = _("Everything that happened has reached everyone it concerns.")

    def get_queryset(self):
        return failed()


class FailureRetry(ActionPage):
    url = "system/events/<int:pk>/again/"
    name = "event-retry"
    title = _("Try again")
    permission = "core.retry_delivery"
    model = Delivery
    back = FailureList
    icon = "undo"

    def get_queryset(self):
        return failed()

    def facts(self, row):
        return [
            (_("News"), row.event.name),
            (_("About"), f"{row.event.subject_type} {row.event.subject_id}"),
            (_("Reaction"), row.reaction),
            (_("Tries"), row.tries),
            (_("Error"), row.error),
        ]

    def perform(self, row, form, by):
        return try_again(row)
