"""My orders: the list with its tabs, and what one order shows."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from microstore.accounts import on_me_page
from microstore.accounts.doors import customer_required
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.models import Event
from microstore.core.pages.notes import is_for_customer
from orders.forms import AnswerForm, ReasonForm
from orders.models import Display, HoldState, Order
from orders.services import batches, carts, endings, orders
from orders.storefront import telling
from orders.storefront.savings import rows_of
from orders.storefront.visiting import keep_count, open_cart_of

PER_PAGE = 10
D = Display
TABS = {
    "all": (gettext_lazy("All"), ()),
    "to_pay": (gettext_lazy("To be paid"), (D.PENDING_PAYMENT,)),
    "to_ship": (gettext_lazy("To ship"), (D.IN_REVIEW, D.ON_HOLD, D.APPROVED, D.PICKING, D.PACKED)),
    "to_receive": (gettext_lazy("To receive"), (D.SHIPPED, D.DELIVERED)),
    "done": (gettext_lazy("Completed"), (D.COMPLETED,)),
}
COUNTED = ("to_pay", "to_ship", "to_receive")
ICONS = {"to_pay": "wallet", "to_ship": "box", "to_receive": "truck", "done": "check"}


@on_me_page
def tabs_for_me(request, customer) -> dict:
    """The way to each tab from the member page, with how many orders wait there. One query; none for guests."""
    counts = _counts(Order.objects.of(customer)) if customer else {}
    links = [
        {"label": TABS[code][0], "url": f"{reverse('orders')}?tab={code}", "icon": icon, "count": counts.get(code, 0)}
        for code, icon in ICONS.items()
    ]
    return {"states": links}


def own_order(request, number: str) -> Order:
    return get_object_or_404(Order.objects.of(request.customer).select_related("store", "customer__user"), number=number)


@customer_required
@never_cache
@require_GET
def order_list(request):
    """All stores' orders of the customer, newest first, ten at a time after the one in the address."""
    mine = Order.objects.of(request.customer)
    tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "all"
    query = request.GET.get("q", "").strip()[:60].replace("\x00", "")
    rows = _found(mine.filter(display__in=TABS[tab][1]) if TABS[tab][1] else mine, query)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 18:
        rows = rows.filter(pk__lt=int(after))
    shown = list(rows.order_by("-pk").prefetch_related("lines__revision", "lines__bundle")[: PER_PAGE + 1])
    more = "?" + urlencode({"tab": tab, "q": query, "after": shown[PER_PAGE - 1].pk}) if len(shown) > PER_PAGE else ""
    to_review = telling.lines_to_review(shown[:PER_PAGE])
    for order in shown[:PER_PAGE]:
        telling.dress(order, request.customer)
        order.can_review = order.pk in to_review
    return render(request, "orders/storefront/orders.html", {
        "tabs": _tabs(mine, tab), "orders": shown[:PER_PAGE], "next_url": more, "query": query,
    })  # fmt: skip


def _found(rows, query: str):
    if not query:
        return rows
    return rows.filter(Q(number__iendswith=query) | Q(number__iexact=query) | Q(lines__title__icontains=query)).distinct()


def _counts(mine) -> dict[str, int]:
    return mine.aggregate(**{code: Count("pk", filter=Q(display__in=TABS[code][1])) for code in COUNTED})


def _tabs(mine, current: str) -> list[dict]:
    counts = _counts(mine)
    return [
        {"code": code, "label": label, "url": f"?tab={code}", "count": counts.get(code), "is_current": code == current}
        for code, (label, _states) in TABS.items()
    ]


@customer_required
@never_cache
@require_GET
def order(request, number: str):
    found = own_order(request, number)
    return _draw(request, found, AnswerForm())


def _draw(request, found: Order, form, status: int = 200):
    shown = batches.batches_of(found.number)
    rows = list(found.lines.select_related("revision", "bundle__revision"))
    reviewable = telling.lines_to_review([found]).get(found.pk, ())
    lines = [telling.line_of(line, shown.get(line.sku_id, []), line.pk in reviewable) for line in rows]
    events = [event for event in Event.objects.about(found)[:200] if is_for_customer(event)]
    acts = orders.allowed_acts(found, request.customer)
    question = found.holds.filter(released_at=None).first() if found.hold_state != HoldState.NONE else None
    return render(request, "orders/storefront/order.html", {
        "order": found, "groups": telling.grouped(rows, lines), "savings": rows_of(rows),
        "tracking": telling.tracking_of(found, events), "parcels": telling.parcels_of(found),
        "aftersales": telling.aftersale_of(found),
        "question": question, "form": form, "can_answer": "answer" in acts, **telling.headline(found), **telling.acts(acts),
    }, status=status)  # fmt: skip


@customer_required
@never_cache
def cancel(request, number: str):
    found = own_order(request, number)
    if "cancel" not in orders.allowed_acts(found, request.customer):
        messages.error(request, _("This order can no longer be cancelled."))
        return redirect("order", number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            endings.cancel_by_customer(found, reason=form.words(), by=request.user)
        except (Refused, OutsideFailed) as refusal:
            messages.error(
                request, str(refusal) if isinstance(refusal, Refused) else _("WeChat Pay does not answer right now. Please try again.")
            )
        else:
            messages.success(request, _("The order is cancelled."))
        return redirect("order", number)
    return render(request, "orders/storefront/cancel.html", {"order": found, "form": form}, status=422 if form.errors else 200)


@customer_required
@require_POST
def receive(request, number: str):
    found = own_order(request, number)
    try:
        orders.complete(found, how="customer", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. The order is completed."))
    return redirect("order", number)


@customer_required
@require_POST
def answer(request, number: str):
    found = own_order(request, number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _draw(request, found, form, status=422)
    try:
        orders.answer_question(found, answer=form.cleaned_data["answer"], by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. We go on with your order."))
    return redirect("order", number)


@customer_required
@require_POST
def again(request, number: str):
    """Put what was bought into the cart once more, as far as it can be had."""
    found = own_order(request, number)
    cart, inside, missing = open_cart_of(request), {}, []
    for bought in (*found.bundles.all(), *found.lines.filter(bundle=None)):
        try:
            inside = carts.add(cart, bought.sku_id, bought.units)
        except Refused as refusal:
            missing.append(f"{bought.title}: {refusal}")
    for sentence in missing:
        messages.warning(request, sentence)
    keep_count(request, sum((inside or carts.units_by_sku(cart)).values()))
    return HttpResponseRedirect(reverse("cart"))
