"""Write messages: one row per channel, in the caller's transaction. A worker delivers them afterwards."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from microstore.core import clock, sentences
from microstore.core.tasks import ask

from ..declarations import declared
from ..models import Category, Channel, Message, MessageState
from . import quiet_hours, templates
from .recipients import Recipient, recipient_of

NO_CONSENT = _("No consent to marketing messages")
NO_ADDRESS = _("No address for this channel")
SWITCHED_OFF = _("Template is switched off")


@transaction.atomic
def send(template_code, *, to, context=None, key, channels=("inbox", "sms")) -> list[Message]:
    """Queue one message per channel to a customer, a user or a bare phone number. ``key`` makes a second call harmless:
    it writes nothing and answers the rows of the first. Marketing needs consent and waits for the morning; what may not
    be sent is written down as not sent, with the reason. A channel the template has no text for is left out."""
    template = templates.row_of(template_code)
    person = recipient_of(to)
    texts = {channel: templates.text_of(template, channel, person.language) for channel in channels}
    with override(person.language):
        context = {name: sentences.anew(value) for name, value in (context or {}).items()}
    rows = [_row(template, person, channel, text, context, key) for channel, text in texts.items() if text is not None]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    written = list(Message.objects.filter(key__in=[row.key for row in rows]).order_by("id"))
    for message in written:
        _ask_delivery(message)
    return written


def _row(template, person: Recipient, channel, text, context, key) -> Message:
    message = Message(
        key=f"{key}:{channel}",
        template_code=template.code,
        category=declared(template.code).category,
        channel=channel,
        user=person.user,
        address=person.address(channel),
        title=templates.fill(text.title, context)[:200],
        body=templates.fill(text.body, context),
        link=templates.fill(text.link, context)[:300],
        params={name: str(value) for name, value in context.items()},
    )
    message.reason = sentences.of(_why_not(template, person, message) or "")
    message.state = _first_state(message)
    message.due_at = _first_due(message)
    message.sent_at = message.created_at if message.state == MessageState.SENT else None
    return message


def _why_not(template, person: Recipient, message):
    if not template.is_on:
        return SWITCHED_OFF
    if message.category == Category.MARKETING and not person.allows_marketing(message.channel):
        return NO_CONSENT
    if message.channel == Channel.INBOX:
        return None if person.user else NO_ADDRESS
    return None if message.address else NO_ADDRESS


def _first_state(message):
    if message.reason:
        return MessageState.SUPPRESSED
    return MessageState.SENT if message.channel == Channel.INBOX else MessageState.QUEUED


def _first_due(message):
    now = clock.now()
    is_loud = message.category == Category.MARKETING and message.channel != Channel.INBOX
    return quiet_hours.next_allowed(now) if is_loud else now


def _ask_delivery(message):
    from ..tasks import deliver

    if message.state == MessageState.QUEUED and message.due_at <= clock.now():
        ask(deliver, message.pk)


def withhold(user, *, written_until, reason: str) -> int:
    """Do not send what still waits for ``user`` and was written up to that moment; the inbox keeps it. Returns how many."""
    waiting = Message.objects.filter(user=user, state=MessageState.QUEUED, created_at__lte=written_until)
    return waiting.update(state=MessageState.SUPPRESSED, reason=reason[:200])
