"""Pushes of the carrier platform: verify, take, answer that it was taken."""

import logging

from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from logistics.carriers import PushRefused, kuaidi100
from logistics.services import tracking
from microstore.core.access import open_to

log = logging.getLogger(__name__)


@open_to("machine")
@csrf_exempt
@require_POST
def carrier_push(request) -> HttpResponse:
    """200 with the platform's own sentence when the push was taken, now or before, or is of no parcel of ours."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > kuaidi100.MOST_PUSH_BYTES * 2:
        return JsonResponse({"result": False, "returnCode": "413", "message": "too large"}, status=413)
    try:
        push = kuaidi100.parse_push(request.POST)
    except PushRefused as refusal:
        log.warning("carrier push refused: %s", refusal)
        return JsonResponse({"result": False, "returnCode": "401", "message": "refused"}, status=401)
    if not tracking.hear(push):
        log.warning("carrier push of an unknown parcel")
    return JsonResponse(kuaidi100.PUSH_TAKEN)
