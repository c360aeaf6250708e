"""Notices of payment providers: verify, keep, take effect once, answer within their five seconds."""

import logging

from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from microstore.core import clock
from microstore.core.access import open_to
from microstore.core.errors import Refused
from orders import gateways
from orders.gateways.base import Notice as GatewayNotice
from orders.gateways.base import NoticeRefused, TradeState
from orders.models import Notice, Payment, Refund
from orders.services import payments, refunds

log = logging.getLogger(__name__)
MOST_BYTES = 64 * 1024


@open_to("machine")
@csrf_exempt
@require_POST
def payment_notice(request, gateway: str) -> HttpResponse:
    """200 with nothing in it when the notice took effect, now or before; else the provider repeats it."""
    try:
        adapter = gateways.get(gateway)
    except KeyError:
        raise Http404 from None
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _fail(413, "too large")
    body = request.body
    try:
        told = adapter.parse_notify(request.headers, body)
    except NoticeRefused as refusal:
        log.warning("payment notice refused: %s", refusal)
        return _fail(401, "refused")
    return _handle(gateway, told, body)


def _handle(gateway: str, told: GatewayNotice, body: bytes) -> HttpResponse:
    _keep(gateway, told, body)
    try:
        outcome = _take_effect(told)
    except (Payment.DoesNotExist, Refund.DoesNotExist):
        return _fail(404, "unknown number")
    except Refused as refusal:
        log.warning("payment notice %s: %s", told.id, refusal)
        return _fail(500, "not now")
    Notice.objects.filter(gateway=gateway, notice_id=told.id).update(handled_at=clock.now(), outcome=outcome[:200])
    return HttpResponse(status=200)


def _keep(gateway: str, told: GatewayNotice, body: bytes) -> None:
    """The inbox row outlives whatever goes wrong afterwards. The body is kept as it came: encrypted."""
    our_ref = told.payment.our_ref if told.payment else told.refund.refund_ref if told.refund else ""
    with transaction.atomic():
        fields = {"kind": told.event[:40], "body": body.decode("utf-8", "replace"), "our_ref": our_ref}
        row, is_new = Notice.objects.get_or_create(gateway=gateway, notice_id=told.id, defaults=fields)
        if not is_new:
            Notice.objects.filter(pk=row.pk).update(times=F("times") + 1)


def _take_effect(told: GatewayNotice) -> str:
    if told.refund:
        return refunds.note_status(told.refund).state
    if told.payment and told.payment.state in (TradeState.PAID, TradeState.REFUNDED):
        paid = told.payment
        return payments.confirm(paid.our_ref, amount_fen=paid.amount_fen, provider_ref=paid.provider_ref, at=paid.paid_at).state
    return "nothing to do"


def _fail(status: int, message: str) -> JsonResponse:
    return JsonResponse({"code": "FAIL", "message": message}, status=status)
