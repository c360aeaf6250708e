"""Hand queued messages to the outside. A row is taken by moving its due time on, so that no two workers send it at once."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.outside import NotReached
from microstore.core.sentences import gettext as _
from microstore.core.tasks import ask

from .. import senders
from ..events import MessageResent
from ..models import Category, Channel, Message, MessageState
from . import codes, quiet_hours, templates

log = logging.getLogger(__name__)

TAKEN_FOR = timedelta(minutes=2)  # longer than any one try
PAUSES = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))
CODE_LIVES = timedelta(minutes=5)


def deliver(message_id) -> None:
    """Try once. Nothing happens when the message was sent, is not due yet or is in other hands."""
    message = _take(message_id)
    if message is None:
        return
    try:
        provider_ref = senders.get(message.channel).send(_outgoing(message))
    except OutsideFailed as error:
        _note_failure(message, error)
    else:
        _close(message, state=MessageState.SENT, provider_ref=provider_ref[:80], sent_at=clock.now(), reason="")


def due_ids(most=200) -> list[int]:
    """What a lost task left behind, and what waited for the morning; oldest first."""
    return list(Message.objects.due().order_by("due_at", "pk").values_list("pk", flat=True)[:most])


@transaction.atomic
def resend(message, *, by) -> Message:
    """Try a failed message once more by hand. Codes are never repeated: the person asks for a new one."""
    message = locked(Message.objects.filter(pk=message.pk)).get()
    if message.state != MessageState.FAILED:
        raise Refused(_("Only a message that failed can be sent again."))
    if message.template_code == codes.TEMPLATE:
        raise Refused(_("A sign-in code is not sent again; the person asks for a new one."))
    message.state, message.tries, message.due_at, message.reason = MessageState.QUEUED, 0, _allowed_now(message), ""
    message.save(update_fields=["state", "tries", "due_at", "reason"])
    publish(MessageResent(template_code=message.template_code, channel=message.channel), about=message, by=by)
    from ..tasks import deliver as task

    ask(task, message.pk)
    return message


def _take(message_id) -> Message | None:
    now = clock.now()
    taken = Message.objects.due().filter(pk=message_id).update(due_at=now + TAKEN_FOR, tries=F("tries") + 1)
    if not taken:
        return None
    message = Message.objects.get(pk=message_id)
    if message.sealed and now - message.created_at > CODE_LIVES:
        _close(message, state=MessageState.FAILED, reason=_("Too late: the code is no longer valid"))
        return None
    if message.sealed and message.tries > 1:
        _close(message, state=MessageState.FAILED, reason=_("Outcome of the first try is not known"))
        return None
    if quiet_hours.next_allowed(now) > now and message.category == Category.MARKETING:
        Message.objects.filter(pk=message.pk).update(due_at=quiet_hours.next_allowed(now), tries=F("tries") - 1)
        return None
    return message


def _outgoing(message) -> senders.Outgoing:
    params = dict(message.params)
    if message.sealed:
        params["code"] = codes.unseal(message.sealed)
    row = templates.row_of(message.template_code)
    return senders.Outgoing(
        reference=f"MSG{message.pk}",
        address=message.address,
        template=row.sms_code or templates.default_sms_code(message.template_code),
        params=params if message.channel == Channel.SMS else {},
        title=message.title,
        body=message.body,
    )


def _note_failure(message, error: OutsideFailed) -> None:
    may_repeat = not error.permanent and not message.sealed and message.tries <= len(PAUSES)
    is_safe = isinstance(error, NotReached) or message.channel == Channel.MAIL
    if may_repeat and is_safe:
        pause = PAUSES[message.tries - 1]
        Message.objects.filter(pk=message.pk, state=MessageState.QUEUED).update(due_at=clock.now() + pause, reason=str(error)[:200])
        return
    log.warning("message %s not sent: %s", message.pk, error)
    _close(message, state=MessageState.FAILED, reason=str(error)[:200])


def _close(message, **facts) -> None:
    Message.objects.filter(pk=message.pk, state=MessageState.QUEUED).update(sealed="", **facts)


def _allowed_now(message):
    now = clock.now()
    return quiet_hours.next_allowed(now) if message.category == Category.MARKETING else now
