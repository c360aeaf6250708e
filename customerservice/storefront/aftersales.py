"""The customer asks for something about an order, sees how far it has come, and does what is theirs to do."""

import secrets

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from customerservice.aftersales.forms import SendBackForm, UnitsForm, WishForm
from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from customerservice.services.aftersales.facts import choose_places, open_units, terms_for
from customerservice.storefront.case_telling import steps_of, told
from microstore.accounts.doors import customer_required
from microstore.core import files
from microstore.core.errors import Refused
from orders.models import FulfilmentState, Order, PaymentState
from orders.services.partial_refunds import Claim, preview
from orders.storefront import telling
from orders.storefront.own_orders import own_order

SENT = (FulfilmentState.SHIPPED, FulfilmentState.DELIVERED, FulfilmentState.COMPLETED)


def may_ask(order: Order) -> bool:
    return order.fulfilment_state in SENT and order.payment_state in (PaymentState.PAID, PaymentState.REFUNDING)


def own_case(request, number: str, case: str) -> AftersaleCase:
    rows = AftersaleCase.objects.filter(order__customer=request.customer, order__number=number)
    return get_object_or_404(rows.select_related("order__store", "order__customer", "refund"), number=case)


@customer_required
@never_cache
def apply(request, number: str):
    """Two steps on one address: units and reason by GET, then the terms, the amount to the fen, and the form that is sent."""
    order = own_order(request, number)
    lines = list(order.lines.select_related("sku__product", "revision", "bundle"))
    left = open_units(order, lines)
    if not may_ask(order) or not any(left.values()):
        messages.error(request, _("There is nothing to ask for about this order now."))
        return redirect("order", number)
    chosen = UnitsForm(request.GET if "reason" in request.GET else None, lines=lines, left=left)
    if not chosen.is_valid():
        return _draw_first(request, order, chosen)
    return _second(request, order, lines, chosen)


def _draw_first(request, order: Order, form: UnitsForm):
    rows = [(line, most, form[f"units_{line.pk}"]) for line, most in form.lines]
    given = {"order": order, "form": form, "rows": rows}
    return render(request, "customerservice/storefront/aftersales/units.html", given, status=422 if form.errors else 200)


def _second(request, order: Order, lines: list, chosen: UnitsForm):
    units, reason = chosen.units(), chosen.cleaned_data["reason"]
    about = [line for line in lines if line.pk in units]
    terms = terms_for(order, about, reason)
    form = WishForm(request.POST or None, request.FILES or None, terms=terms, initial={"token": secrets.token_urlsafe(18)})
    refusal = ""
    if request.method == "POST" and terms.kinds and form.is_valid():
        try:
            return redirect("aftersale", order.number, _open(request, order, form, units, reason).number)
        except Refused as refused:
            refusal = str(refused)
    offer = preview(order, Claim(choose_places(order, units, lines), with_freight=terms.our_fault)) if terms.kinds else None
    return render(request, "customerservice/storefront/aftersales/wish.html", {
        "order": order, "form": form, "terms": terms, "offer": offer, "about": [(line, units[line.pk]) for line in about],
        "reason": dict(chosen.fields["reason"].choices)[reason], "refusal": refusal, "back": reverse("aftersale-new", args=[order.number]),
    }, status=422 if form.errors or refusal else 200)  # fmt: skip


@transaction.atomic
def _open(request, order: Order, form: WishForm, units: dict, reason: str) -> AftersaleCase:
    given = form.cleaned_data
    photos = tuple(files.store_image(upload, kind="aftersale", by=request.user) for upload in given["photos"])
    wish = aftersales.Application(given["token"], units, given["kind"], reason, given["text"], photos)
    return aftersales.apply(order, wish, by=request.user)


@customer_required
@never_cache
def case(request, number: str, case: str):
    row = own_case(request, number, case)
    return _draw(request, row, SendBackForm())


def _draw(request, row: AftersaleCase, form, status: int = 200):
    return render(request, "customerservice/storefront/aftersales/case.html", {
        "case": row, "order": row.order, "form": form, "steps": steps_of(row), **told(row),
    }, status=status)  # fmt: skip


@customer_required
@require_POST
def act(request, number: str, case: str):
    """Withdraw, answer a proposal, or say which parcel the goods are in."""
    row = own_case(request, number, case)
    wanted = request.POST.get("act", "")
    form = SendBackForm(request.POST if wanted == "send" else None)
    if wanted == "send" and not form.is_valid():
        return _draw(request, row, form, status=422)
    acts = {
        "withdraw": lambda: aftersales.withdraw(row, by=request.user),
        "accept": lambda: aftersales.accept_offer(row, by=request.user),
        "refuse": lambda: aftersales.refuse_offer(row, by=request.user, reason=_("Refused by the customer")),
        "send": lambda: aftersales.send_back(row, **form.cleaned_data, by=request.user),
    }
    try:
        acts.get(wanted, lambda: None)()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("aftersale", number, row.number)


@telling.aftersale
def on_the_order_page(order: Order) -> dict:
    """The cases of an order and the way to a new one."""
    cases = [
        {"url": reverse("aftersale", args=[order.number, row.number]), "label": row.number, "text": row.get_state_display()}
        for row in order.aftersales.order_by("-pk")
    ]
    return {"url": reverse("aftersale-new", args=[order.number]) if may_ask(order) else "", "cases": cases}
