"""What the desk shows: the queue with its clocks, and the thread of one conversation."""

import hashlib

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customerservice import norms
from customerservice.hooks import first_customers
from customerservice.models import ChatMessage, Conversation
from customerservice.services.conversations import clocks, reading
from microstore.accounts import masking
from microstore.core.templatetags.ui import time_left

TABS = {
    "mine": gettext_lazy("Mine"), "unassigned": gettext_lazy("Unassigned"), "waiting": gettext_lazy("Waiting"), "all": gettext_lazy("All"),
}  # fmt: skip
SHOWN = 60
MESSAGES = 100
UNSEEN = Count("messages", filter=Q(messages__author=ChatMessage.Author.CUSTOMER, messages__seen_at=None))


def rows_of(user, tab: str):
    rows = Conversation.objects.visible_to(user)
    if tab == "mine":
        return rows.live().filter(assignee=user)
    if tab == "unassigned":
        return rows.unassigned()
    return rows.waiting() if tab == "waiting" else rows.live()


def counts_of(user) -> dict[str, int]:
    return Conversation.objects.visible_to(user).live().aggregate(
        mine=Count("pk", filter=Q(assignee=user)), unassigned=Count("pk", filter=Q(assignee=None)),
        waiting=Count("pk", filter=Q(due_at__isnull=False)), all=Count("pk"),
    )  # fmt: skip


def queue_of(user, tab: str) -> list[Conversation]:
    """Customers with an open complaint first, then who waits longest, then the latest talk. Three queries, however many rows."""
    near = rows_of(user, tab).select_related("customer", "assignee", "store", "about_order")
    waiting = list(near.filter(due_at__isnull=False).order_by("due_at", "pk")[:SHOWN])
    others = list(near.filter(due_at=None).order_by("-last_at", "-pk")[: SHOWN - len(waiting)])
    rows = waiting + others
    unseen = dict(Conversation.objects.filter(pk__in=[row.pk for row in rows]).annotate(unseen=UNSEEN).values_list("pk", "unseen"))
    first = first_customers(row.customer_id for row in rows)
    for row in rows:
        row.unseen, row.first_word, row.clock, row.shown_name = unseen[row.pk], first.get(row.customer_id, ""), clock_of(row), name_of(row)
    return sorted(rows, key=lambda row: not row.first_word)


def name_of(row: Conversation) -> str:
    if row.customer is None:
        return _("Guest %(number)s") % {"number": row.number[-4:]}
    return masking.name(str(row.customer))


def clock_of(row: Conversation) -> dict | None:
    """Colour, number and word of the time the customer waits."""
    if row.waiting_since is None:
        return None
    tone, seconds = clocks.tone(row.waiting_since)
    used = min(100, seconds * 100 // max(norms.LIMIT.value, 1))
    return {"tone": tone, "used": used, "text": seconds_text(seconds), "left": norms.LIMIT.value - seconds}


def seconds_text(seconds: int) -> str:
    if seconds < 600:
        return ngettext("%(seconds)s second", "%(seconds)s seconds", seconds) % {"seconds": seconds}
    return time_left(seconds / 60)


def mark_of(rows) -> str:
    """A short print of what the queue shows but the running seconds: the same print, nothing to draw."""
    facts = [(row.pk, row.last_at, row.unseen, row.assignee_id, row.state, row.clock and row.clock["tone"], row.first_word) for row in rows]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


def thread_of(row: Conversation, after: tuple[int, int] = (0, 0)) -> list[dict]:
    """Messages and notes of colleagues in the order of time, those after the two ids."""
    messages = row.messages.filter(pk__gt=after[0]).select_related("by", "picture", "product__live_revision", "order")
    remarks = row.remarks.filter(pk__gt=after[1]).select_related("by")
    if not any(after):
        messages, remarks = list(messages.order_by("-pk")[:MESSAGES])[::-1], list(remarks.order_by("-pk")[:MESSAGES])[::-1]
    said = [{"kind": message.author, "at": message.at, "line": message} for message in messages]
    noted = [{"kind": "note", "at": remark.at, "line": remark} for remark in remarks]
    return sorted([*said, *noted], key=lambda entry: entry["at"])


def last_ids(entries, after: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    messages = [entry["line"].pk for entry in entries if entry["kind"] != "note"]
    remarks = [entry["line"].pk for entry in entries if entry["kind"] == "note"]
    return max([after[0], *messages]), max([after[1], *remarks])


def cautions_due(row: Conversation) -> list[dict]:
    """The prepared cautions for groups the customer named, that were not sent yet (duty L17)."""
    sent = set(row.messages.exclude(caution="").values_list("caution", flat=True))
    return [
        {"code": code, "text": caution_text(row, code), "is_unsuitable": reading.is_unsuitable(code, row.about_product)}
        for code in row.groups
        if code not in sent
    ]


def caution_text(row: Conversation, code: str) -> str:
    words = {"product_word": _("this kind of product"), "unsuitable_word": _("see the label")}
    return reading.caution_for(code, row.about_product, **words)
