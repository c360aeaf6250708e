"""Who answers: taking, handing over, the rule that hands out, and what happens when nobody answers (duties C2, C20)."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Q

from customerservice import norms
from customerservice.events.conversations import AnswerLate, ConversationTaken
from customerservice.models import Conversation, Presence, Remark, Wait
from customerservice.models.conversation import LIVE
from microstore.core import clock
from microstore.core.errors import Changed, Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from microstore.stores.scope import store_ids_visible_to

RIGHT = "customerservice.answer_conversation"


@transaction.atomic
def set_presence(user, *, is_online: bool) -> Presence:
    now = clock.now()
    return Presence.objects.update_or_create(user=user, defaults={"is_online": is_online, "since": now, "seen_at": now})[0]


def note_seen(user) -> None:
    """The agent's desk is open in front of them; written at most once a minute."""
    now = clock.now()
    Presence.objects.filter(user=user, is_online=True, seen_at__lt=now - norms.AWAY.span / 10).update(seen_at=now)


def present():
    """Agents who are online and were seen lately."""
    return Presence.objects.filter(is_online=True, seen_at__gte=clock.now() - norms.AWAY.span)


def is_present(user) -> bool:
    return user is not None and present().filter(user=user).exists()


def free_agents(store, *, but=None) -> list:
    """Present agents of this store with room for one more, the least busy first."""
    live = Count("conversations", filter=Q(conversations__state__in=LIVE))
    rows = get_user_model().objects.filter(presence__in=present(), is_active=True).annotate(load=live)
    rows = rows.filter(load__lt=norms.PER_AGENT.value).exclude(pk=but.pk if but else None).order_by("load", "presence__since", "pk")
    return [user for user in rows if user.has_perm(RIGHT) and works_for(user, store)]


def works_for(user, store) -> bool:
    ids = store_ids_visible_to(user)
    return ids is None or store.pk in ids


def find_agent(conversation: Conversation) -> bool:
    """Hand a conversation of nobody to the customer's last agent if they are there, else to the least busy. Its row is locked."""
    if conversation.assignee_id:
        return False
    free = free_agents(conversation.store)
    if not free:
        return False
    last = _last_agent(conversation)
    _give(conversation, next((user for user in free if user.pk == last), free[0]), "rule")
    return True


def _last_agent(conversation: Conversation) -> int | None:
    if conversation.customer_id is None:
        return None
    earlier = Conversation.objects.filter(customer=conversation.customer_id, store=conversation.store_id).exclude(pk=conversation.pk)
    return earlier.exclude(assignee=None).order_by("-last_at").values_list("assignee_id", flat=True).first()


def _give(conversation: Conversation, agent, how: str, *, by=None, reason: str = "") -> None:
    """A new agent, the same state: whoever waits goes on waiting."""
    conversation.assignee = agent
    conversation.save(update_fields=["assignee"])
    publish(ConversationTaken(conversation.number, agent.pk if agent else None, how), about=conversation, by=by, reason=reason)


@transaction.atomic
def take(conversation: Conversation, *, by, seen_assignee: int | None = None) -> None:
    """Take it over. Of two who take it at once one gets it: ``seen_assignee`` is whose it was when the agent looked."""
    conversation.begin("take")
    if conversation.assignee_id == by.pk:
        return
    if conversation.assignee_id != seen_assignee:
        raise Changed(_("%(agent)s was faster.") % {"agent": _name(conversation.assignee)})
    was_new = conversation.state == conversation.flow.moves["take"].sources[0]
    if was_new:
        conversation.assignee = by
        conversation.finish("take", ConversationTaken(conversation.number, by.pk, "agent"), by=by, save=["assignee"])
    else:
        _give(conversation, by, "agent", by=by)


@transaction.atomic
def transfer(conversation: Conversation, agent, *, note: str, by) -> None:
    """Hand it to a colleague with a note on what they must know."""
    if not note.strip():
        raise Refused(_("Write what your colleague must know."))
    conversation.begin("take")
    if not agent.has_perm(RIGHT) or not works_for(agent, conversation.store):
        raise Refused(_("%(agent)s does not answer customers of this store.") % {"agent": _name(agent)})
    Remark.objects.create(conversation=conversation, by=by, text=note.strip()[:1000])
    _give(conversation, agent, "handed over", by=by, reason=note.strip()[:300])


@transaction.atomic
def give_up(conversation: Conversation, agent, *, by, reason: str) -> None:
    """Its agent is gone for good: to ``agent`` if they answer customers of this store, else back to whoever is there."""
    conversation.lock()
    if agent.has_perm(RIGHT) and works_for(agent, conversation.store):
        _give(conversation, agent, "handed over", by=by, reason=reason)
        return
    _give(conversation, None, "handed over", by=by, reason=reason)
    find_agent(conversation)


def _name(user) -> str:
    return str(getattr(user, "name", "") or user or _("Nobody"))


@transaction.atomic
def hand_up(wait_id: int) -> bool:
    """A wait beyond the standard is told once; if its agent is away, somebody who is there gets the conversation."""
    wait = Wait.objects.select_related("conversation__store").get(pk=wait_id)
    conversation = wait.conversation
    conversation.lock()
    wait = Wait.objects.filter(pk=wait_id, ended_at=None, escalated_at=None).first()
    if wait is None:
        return False
    wait.escalated_at, wait.state = clock.now(), Wait.State.RUNNING_LATE
    wait.save(update_fields=["escalated_at", "state"])
    agent = conversation.assignee
    publish(AnswerLate(conversation.number, wait.pk, agent.pk if agent else None), about=conversation)
    if not is_present(agent):
        free = free_agents(conversation.store, but=agent)
        if free:
            _give(conversation, free[0], "rule", reason=_("Nobody had answered."))
    return True


@transaction.atomic
def hand_out(conversation_id: int) -> bool:
    """Find an agent for a conversation of nobody, now that somebody may be there."""
    conversation = Conversation.objects.get(pk=conversation_id)
    conversation.lock()
    return conversation.state in LIVE and find_agent(conversation)
