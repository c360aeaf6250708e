"""Pushes of channels. They carry no signature that could be trusted: the address is a secret, and what they say is only a hint."""

import logging

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from microstore.core.access import open_to
from microstore.core.tasks import ask
from orders import channels
from orders.channels.weidian import MOST_PUSH_BYTES, PUSH_TAKEN
from orders.models import Channel
from orders.services.channels import pulling

log = logging.getLogger(__name__)


@open_to("machine")
@csrf_exempt
@require_POST
def channel_push(request, token: str) -> HttpResponse:
    """Kept and answered at once; the order is read through the interface by a worker."""
    from orders.tasks_channels import read_channel

    channel = Channel.objects.live().filter(hook_token=token).first()
    if channel is None:
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_PUSH_BYTES:
        return JsonResponse({"status": "fail"}, status=413)
    try:
        message_id, kind, external_id = channels.get(channel).parse_push(request.body)
    except (ValueError, AttributeError):
        log.warning("push of a channel not understood", extra={"channel": channel.pk})
        return JsonResponse({"status": "fail"}, status=400)
    if pulling.hint(channel, message_id, kind, external_id):
        ask(read_channel, channel.pk)
    return JsonResponse(PUSH_TAKEN)
