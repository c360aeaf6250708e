"""The desk: made for forty conversations at a time. Left the queue, in the middle the thread, right the customer."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from customerservice.backoffice import context, threads
from customerservice.models import Conversation, Presence, Script
from customerservice.services.conversations import handing, reading, talking
from customerservice.services.conversations.talking import Blocked, Reply
from microstore.core.declarations import Department
from microstore.core.errors import Changed, Refused
from microstore.core.pages import Menu, Queue, ViewPage, declare_queue

ACTS = (
    ("take", _("Take over"), "customerservice.answer_conversation"),
    ("transfer", _("Hand over"), "customerservice.answer_conversation"),
    ("snooze", _("Put off"), "customerservice.answer_conversation"),
    ("ask", _("Ask a colleague"), "customerservice.answer_conversation"),
    ("note", _("Note"), "customerservice.answer_conversation"),
    ("resolve", _("Resolve"), "customerservice.answer_conversation"),
)
MOVES = {"take": "take", "transfer": "take", "snooze": "snooze", "ask": "ask_inside", "resolve": "resolve"}


def waiting(user):
    return Conversation.objects.visible_to(user).waiting()[:1000].count() or None


def first_due(user):
    return Conversation.objects.visible_to(user).waiting().order_by("due_at").values_list("due_at", flat=True).first()


class DeskPage(ViewPage):
    permission = "customerservice.view_conversation"
    model = Conversation
    title = _("Desk")

    def tab(self, user) -> str:
        asked = self.request.GET.get("tab", "")
        if asked in threads.TABS:
            return asked
        return "mine" if user.has_perm(handing.RIGHT) else "waiting"

    def conversation(self, number: str) -> Conversation:
        rows = self.get_queryset().select_related("customer", "store", "assignee", "about_product__live_revision", "about_order")
        row = rows.filter(number=number).first()
        if row is None:
            raise Http404
        return row


class DeskView(DeskPage):
    template = "customerservice/backoffice/desk.html"

    def show(self, request, row: Conversation | None, **more) -> dict:
        user, tab = request.user, self.tab(request.user)
        queue = threads.queue_of(user, tab)
        counts = threads.counts_of(user)
        given = {
            "tab": tab, "tabs": [(code, label, counts[code]) for code, label in threads.TABS.items()], "queue": queue, "current": row,
            "mark": threads.mark_of(queue), "presence": Presence.objects.filter(user=user, is_online=True).first(),
            "may_answer": user.has_perm(handing.RIGHT), "may_watch": user.has_perm("customerservice.watch_desk"),
        }  # fmt: skip
        return {**given, **(self.facts(request, row) if row else {}), **more}

    def facts(self, request, row: Conversation) -> dict:
        entries = threads.thread_of(row)
        if row.assignee_id == request.user.pk:
            talking.mark_seen(row, by_customer=False)
        row.clock, row.shown_name = threads.clock_of(row), threads.name_of(row)
        may = [act for act in ACTS if request.user.has_perm(act[2]) and self.is_offered(act[0], row)]
        return {
            "entries": entries, "last": threads.last_ids(entries), "panels": context.drawn(request, row), "acts": may,
            "cautions": threads.cautions_due(row), "scripts": Script.objects.filter(state=Script.State.APPROVED),
            "token": uuid.uuid4().hex, "text": self.prepared(request), "script": request.GET.get("script", ""),
            "can_say": request.user.has_perm(handing.RIGHT) and row.is_open("answer") and row.assignee_id in (None, request.user.pk),
        }  # fmt: skip

    def is_offered(self, act: str, row: Conversation) -> bool:
        if act == "take" and row.assignee_id == self.request.user.pk:
            return False
        return act not in MOVES or row.is_open(MOVES[act])

    def prepared(self, request) -> str:
        """The text of an approved wording that was chosen where no script runs."""
        chosen = self.script(request.GET.get("script", ""))
        return chosen.text if chosen else ""

    def script(self, pk: str) -> Script | None:
        if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
            return None
        return Script.objects.filter(pk=pk, state=Script.State.APPROVED).first()


class Desk(DeskView):
    url = "desk/"
    name = "desk"
    menu = Menu(Department.SERVICE, icon="chat", position=1, count=waiting, hot=True)

    def context(self, request, **kwargs):
        return self.show(request, None)


class DeskConversation(DeskView):
    url = "desk/<str:number>/"
    name = "desk-conversation"
    lookup = "number"

    def context(self, request, number):
        return self.show(request, self.conversation(number))


class DeskSay(DeskView):
    """The answer box. What is refused comes back with the text, the law and a suggestion."""

    url = "desk/<str:number>/say/"
    name = "desk-say"
    lookup = "number"
    permission = "customerservice.answer_conversation"

    def get(self, request, number):
        return redirect(reverse("backoffice:desk-conversation", args=[number]))

    def post(self, request, number):
        row = self.conversation(number)
        try:
            talking.answer(row, self.reply(request, row), by=request.user)
        except Refused as refusal:
            return self.refused(request, number, refusal)
        query = f"?tab={request.GET['tab']}" if request.GET.get("tab") in threads.TABS else ""
        return redirect(f"{reverse('backoffice:desk-conversation', args=[number])}{query}#answer")

    def reply(self, request, row: Conversation) -> Reply:
        given = request.POST
        caution = given.get("caution", "") if given.get("caution") in reading.groups() else ""
        script = self.script(given.get("script", ""))
        return Reply(
            text=threads.caution_text(row, caution) if caution else given.get("text", ""), token=given.get("token", ""),
            upload=request.FILES.get("picture"), script=script, caution=caution, is_sure="sure" in given, product=self.card(given),
        )  # fmt: skip

    def card(self, given) -> Product | None:
        """The goods that are sent as a card."""
        pk = given.get("product", "")
        return Product.objects.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 18 else None

    def refused(self, request, number, refusal):
        row = self.conversation(number)
        hits = refusal.hits if isinstance(refusal, Blocked) else []
        more = {"refusal": refusal, "hits": hits, "may_insist": getattr(refusal, "may_insist", False), "text": request.POST.get("text", "")}
        return self.draw(self.template, self.show(request, row, **more), status=409 if isinstance(refusal, Changed) else 422)


class DeskQueue(DeskPage):
    """The queue alone, asked for every few seconds; 204 while it shows the same."""

    url = "desk-queue/"
    name = "desk-queue"

    def get(self, request):
        handing.note_seen(request.user)
        tab = self.tab(request.user)
        queue = threads.queue_of(request.user, tab)
        mark = threads.mark_of(queue)
        if request.GET.get("mark") == mark:
            return HttpResponse(status=204)
        current = Conversation(number=request.GET.get("current", "")[:24])
        return self.draw("customerservice/backoffice/_queue.html", {"queue": queue, "mark": mark, "tab": tab, "current": current})


class DeskThread(DeskPage):
    """What came after two ids in one thread; 204 while nothing did. What is being typed is not touched."""

    url = "desk/<str:number>/thread/"
    name = "desk-thread"
    lookup = "number"

    def get(self, request, number):
        row = self.conversation(number)
        after = tuple(int(part) if part.isascii() and part.isdigit() and len(part) < 18 else 0 for part in (
            request.GET.get("message", ""), request.GET.get("note", "")))  # fmt: skip
        entries = threads.thread_of(row, after) if any(after) else []
        if not entries:
            return HttpResponse(status=204)
        if row.assignee_id == request.user.pk:
            talking.mark_seen(row, by_customer=False)
        given = {"entries": entries, "last": threads.last_ids(entries, after), "current": row}
        return self.draw("customerservice/backoffice/_thread.html", given)


class DeskPresence(DeskPage):
    url = "desk-presence/"
    name = "desk-presence"
    permission = "customerservice.answer_conversation"

    def get(self, request):
        return redirect(reverse("backoffice:desk"))

    def post(self, request):
        handing.set_presence(request.user, is_online=request.POST.get("online") == "1")
        return redirect(reverse("backoffice:desk"))


declare_queue(Queue(
    code="conversations", label=_("Conversations waiting"), permission=handing.RIGHT, count=waiting,
    url=lambda user: f"{reverse('backoffice:desk')}?tab=waiting", icon="chat", act=_("Answer"), due=first_due, minutes=3, position=5,
))  # fmt: skip
