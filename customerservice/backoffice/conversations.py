"""All conversations, how fast customers were answered, and the wall from which the desk is watched (duty C20)."""

import django_filters
import django_tables2 as tables
from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice.desk import Desk, DeskConversation
from customerservice.backoffice.threads import clock_of, name_of
from customerservice.models import Conversation, ConversationState, Theme, Wait
from customerservice.services.conversations import handing
from microstore.accounts.phones import SearchedByPhone
from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import Column, LinkColumn, ListPage, Menu, NumberColumn, StatusColumn, TimeColumn, View, ViewPage
from microstore.stores.models import Store


def address_of(row) -> str:
    return DeskConversation.get_url(row)


class ConversationTable(tables.Table):
    number = LinkColumn(address_of, verbose_name=_("Conversation"))
    state = StatusColumn(verbose_name=_("State"))
    store = Column(order_by=("store__name",), verbose_name=_("Store"))
    customer = Column(accessor="pk", orderable=False, verbose_name=_("Customer"))
    last_text = Column(orderable=False, verbose_name=_("Last words"))
    assignee = Column(accessor="assignee__name", orderable=False, verbose_name=_("Agent"), default="—")
    theme = Column(accessor="get_theme_display", orderable=False, verbose_name=_("Theme"))
    last = TimeColumn(accessor="last_at", verbose_name=_("Last message"))

    class Meta:
        model = Conversation
        fields = ()

    def render_customer(self, record):
        return name_of(record)


class ConversationFilter(django_filters.FilterSet):
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=ConversationState.choices)
    theme = django_filters.MultipleChoiceFilter(label=_("Theme"), choices=Theme.choices)
    last = django_filters.DateFromToRangeFilter(field_name="last_at", label=_("Last message"))

    class Meta:
        model = Conversation
        fields = []


class ConversationList(SearchedByPhone, ListPage):
    url = "conversations/"
    name = "conversations"
    title = _("Conversations")
    permission = "customerservice.view_conversation"
    menu = Menu(Department.SERVICE, icon="chat", position=30)
    model = Conversation
    table_class = ConversationTable
    filterset_class = ConversationFilter
    search_fields = ("^number", "=customer__phone", "=about_order__number")
    search_hint = _("Conversation or order number, whole phone number")
    keyset = ("-last_at", "-pk")
    has_personal_data = True
    views = [
        View("to_answer", _("To be answered"), "state=new&state=open"),
        View("inside", _("Waiting for a colleague"), "state=waiting_internal"),
        View("snoozed", _("Put off"), "state=snoozed"),
        View("done", _("Resolved"), "state=resolved&state=closed"),
    ]
    row_url = staticmethod(address_of)
    empty_text = _("Conversations appear here as soon as customers write.")

    def get_queryset(self):
        return super().get_queryset().select_related("store", "customer", "assignee")


class WaitTable(tables.Table):
    conversation = LinkColumn(lambda row: address_of(row.conversation), accessor="conversation__number", verbose_name=_("Conversation"))
    state = StatusColumn(verbose_name=_("Result"))
    seconds = NumberColumn(verbose_name=_("Seconds"))
    limit = NumberColumn(accessor="limit_seconds", orderable=False, verbose_name=_("Seconds allowed"))
    agent = Column(accessor="ended_by__name", orderable=False, verbose_name=_("Agent"), default="—")
    since = TimeColumn(verbose_name=_("Customer waited from"))
    ended = TimeColumn(accessor="ended_at", verbose_name=_("Answered"))

    class Meta:
        model = Wait
        fields = ()


class WaitFilter(django_filters.FilterSet):
    since = django_filters.DateFromToRangeFilter(field_name="since", label=_("Day"))
    state = django_filters.MultipleChoiceFilter(label=_("Result"), choices=Wait.State.choices)
    ended_by = django_filters.NumberFilter(field_name="ended_by_id", label=_("Agent (number)"))

    class Meta:
        model = Wait
        fields = []


class AnswerTimes(ListPage):
    url = "answer-times/"
    name = "answer-times"
    title = _("Answer times")
    permission = "customerservice.view_wait"
    model = Wait
    table_class = WaitTable
    filterset_class = WaitFilter
    search_fields = ("^conversation__number",)
    keyset = ("-since", "-pk")
    export_name = "answer-times"
    views = [View("missed", _("Missed"), "state=missed&state=running_late"), View("hit", _("Within the standard"), "state=hit")]
    row_url = staticmethod(lambda row: address_of(row.conversation))

    def get_queryset(self):
        return super().get_queryset().select_related("conversation", "ended_by")


class Wall(ViewPage):
    """Queue, oldest wait, load and standard per agent, and what it was about today."""

    url = "desk-wall/"
    name = "desk-wall"
    title = _("Wall of the desk")
    permission = "customerservice.watch_desk"
    menu = Menu(Department.SERVICE, icon="monitor", position=31)
    template = "customerservice/backoffice/wall.html"

    def crumbs(self, row=None):
        return [(Desk.title, Desk.get_url())]

    def context(self, request, **kwargs):
        user = request.user
        live = Conversation.objects.visible_to(user).live()
        oldest = live.waiting().select_related("customer", "store", "assignee").order_by("waiting_since").first()
        if oldest:
            oldest.clock, oldest.shown_name = clock_of(oldest), name_of(oldest)
        counts = live.aggregate(
            all=Count("pk"), waiting=Count("pk", filter=Q(due_at__isnull=False)), unassigned=Count("pk", filter=Q(assignee=None)),
            late=Count("pk", filter=Q(due_at__lt=clock.now())),
        )  # fmt: skip
        agents = self.agents(user, live)
        hit, ended = sum(agent["hit"] for agent in agents), sum(agent["ended"] for agent in agents)
        return {
            "counts": counts, "oldest": oldest, "agents": agents, "share": hit * 100 // ended if ended else None, "ended": ended,
            "themes": self.themes(user), "today": clock.today().isoformat(), "times_url": reverse("backoffice:answer-times"),
        }  # fmt: skip

    def agents(self, user, live) -> list[dict]:
        """Per agent: how many conversations, and how many of today's answers were within the standard."""
        start, end = day_bounds(clock.today())
        waits = Wait.objects.visible_to(user).filter(ended_at__gte=start, ended_at__lt=end, ended_by__isnull=False)
        done = {
            row["ended_by"]: row
            for row in waits.order_by().values("ended_by").annotate(ended=Count("pk"), hit=Count("pk", filter=Q(state=Wait.State.HIT)))
        }
        load = dict(live.exclude(assignee=None).order_by().values_list("assignee").annotate(count=Count("pk")))
        online = set(handing.present().values_list("user_id", flat=True))
        names = dict(get_user_model().objects.filter(pk__in={*done, *load, *online}).values_list("pk", "name"))
        return [
            {
                "pk": pk, "name": name, "is_online": pk in online, "load": load.get(pk, 0), "ended": done.get(pk, {}).get("ended", 0),
                "hit": done.get(pk, {}).get("hit", 0), "share": share_of(done.get(pk)),
            }
            for pk, name in sorted(names.items(), key=lambda pair: (pair[0] not in online, pair[1]))
        ]  # fmt: skip

    def themes(self, user) -> list[tuple]:
        start, end = day_bounds(clock.today())
        rows = Conversation.objects.visible_to(user).filter(resolved_at__gte=start, resolved_at__lt=end).exclude(theme="")
        counted = dict(rows.order_by().values_list("theme").annotate(count=Count("pk")))
        return [(label, counted[code]) for code, label in Theme.choices if code in counted]


def share_of(done: dict | None) -> int | None:
    return done["hit"] * 100 // done["ended"] if done and done["ended"] else None
