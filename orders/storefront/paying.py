"""Paying: choose, scan or go to WeChat, come back, and see whether it arrived."""

import segno
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from microstore.accounts.doors import customer_required
from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from orders.addresses import notify_url
from orders.models import Order, Payment, PaymentState
from orders.services import endings, payments, withheld
from orders.services.orders import allowed_acts

NATIVE = {
    "code": "native",
    "label": gettext_lazy("WeChat Pay by QR code"),
    "hint": gettext_lazy("Scan with WeChat on your phone"),
    "icon": "scan",
}
H5 = {"code": "h5", "label": gettext_lazy("WeChat Pay"), "hint": gettext_lazy("Opens WeChat on this phone"), "icon": "wallet"}
METHODS = {"native": NATIVE, "h5": H5}


def is_phone(request) -> bool:
    hint = request.headers.get("Sec-CH-UA-Mobile")
    return hint == "?1" if hint else any(word in request.headers.get("User-Agent", "") for word in ("Mobile", "Android", "iPhone"))


def _own_order(request, number: str) -> Order:
    return get_object_or_404(Order.objects.of(request.customer).select_related("store", "customer"), number=number)


@customer_required
@never_cache
def pay(request, number: str):
    order = _own_order(request, number)
    if order.payment_state != PaymentState.UNPAID:
        return redirect("paid", order.number)
    if "pay" not in allowed_acts(order, request.customer):
        messages.error(request, _("This order cannot be paid any more."))
        return redirect("order", order.number)
    if words := withheld.of_unpaid(order):
        return _withdrawn(request, order, words)
    if request.method == "POST":
        return _go(request, order)
    payment = None if is_phone(request) else _shown_code(request, order)
    return render(request, "orders/storefront/pay.html", {
        "order": order, "payment": payment, "methods": [H5, NATIVE] if is_phone(request) else [NATIVE],
        "qr_svg": qr_svg(payment.pay_url) if payment else "", "seconds_left": max(0, int((order.pay_by - clock.now()).total_seconds())),
    })  # fmt: skip


def _withdrawn(request, order, words: str):
    """What may not be sold is not paid. The order ends here and now; what else was in it can be ordered again from its page."""
    if endings.withdraw(order.pk):
        words = _("%(why)s The order was cancelled and nothing was charged. You can order the rest again.") % {"why": words}
    messages.error(request, words)
    return redirect("order", order.number)


def _go(request, order):
    """Start the chosen payment: a phone leaves for WeChat, a desktop sees the code."""
    method = request.POST.get("method")
    payment = _started(request, order, method if method in METHODS else "native")
    if payment and payment.method == Payment.Method.H5:
        return HttpResponseRedirect(payment.pay_url)
    return _with_code(request, order, payment) if payment else redirect("pay", order.number)


def _with_code(request, order, payment):
    return render(request, "orders/storefront/pay.html", {
        "order": order, "payment": payment, "methods": [NATIVE], "qr_svg": qr_svg(payment.pay_url),
        "seconds_left": max(0, int((order.pay_by - clock.now()).total_seconds())),
    })  # fmt: skip


def _shown_code(request, order) -> Payment | None:
    """The code of the attempt that waits, or a first attempt. Looking again asks nobody."""
    waiting = order.payments.filter(state=Payment.State.PENDING, method=Payment.Method.NATIVE, expires_at__gt=clock.now()).first()
    return waiting or _started(request, order, Payment.Method.NATIVE)


def _started(request, order, method) -> Payment | None:
    back = request.build_absolute_uri(reverse("paid", args=[order.number]))
    browser = payments.Browser(method, notify_url("wechatpay"), back, request.META.get("REMOTE_ADDR") or "127.0.0.1")
    try:
        return payments.start(order, browser)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except OutsideFailed:
        messages.error(request, _("WeChat Pay does not answer right now. Nothing was charged; please try again."))
    return None


def qr_svg(text: str) -> str:
    """The code as an SVG of our own markup, without size or style."""
    return mark_safe(segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None))


@customer_required
@never_cache
def paid(request, number: str):
    """Where WeChat sends people back to. That they came back proves nothing: the provider is asked when no notice came yet."""
    order = _own_order(request, number)
    if order.payment_state == PaymentState.UNPAID:
        _ask_provider(order)
        order.refresh_from_db()
    return render(request, "orders/storefront/paid.html", {"order": order, "is_paid": order.payment_state != PaymentState.UNPAID})


def _ask_provider(order) -> None:
    payment = order.payments.to_query(clock.now()).first()
    if payment is None:
        return
    try:
        payments.query(payment)
    except OutsideFailed:
        payments.put_off(payment)
