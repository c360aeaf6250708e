"""Checkout: one page from the cart to the order; guests prove their phone on it and are signed in by placing."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from marketing.services import coupons
from microstore.accounts.models import Consent, SignInCode
from microstore.accounts.phones import normal
from microstore.accounts.services import codes, consents, customers
from microstore.core import regions
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.money import format_yuan
from microstore.core.ratelimit import limit
from orders.forms import CheckoutForm
from orders.models import Order
from orders.services import ages, baskets, carts, opening
from orders.services.checkout import Receiver, Submission, place
from orders.storefront import savings, shared
from orders.storefront.cart import context_of, number_of
from orders.storefront.visiting import cart_of, keep_count

AN_HOUR = 3600
KEPT = ("send_code", "next", "recognise", "coupon")


@open_to("public")
@never_cache
@sensitive_post_parameters("code")
def checkout(request):
    cart = cart_of(request)
    if request.method != "POST":
        return _draw(request, cart, _form(request, cart, initial={"token": uuid.uuid4().hex}))
    act = request.POST.get("act", "place")
    if act in KEPT:
        return _keep(request, cart, act)
    form = _form(request, cart, request.POST)
    if not form.is_valid():
        return _draw(request, cart, form, status=422)
    return _place(request, cart, form)


def _form(request, cart, data=None, *, initial=None) -> CheckoutForm:
    has_parcel = cart is None or cart.has_parcel
    addresses = list(request.customer.addresses.all()) if request.customer and has_parcel else []
    return CheckoutForm(data, initial=initial, customer=request.customer, addresses=addresses, has_parcel=has_parcel)


def _keep(request, cart, act: str):
    """Buttons that only help to fill the page: what was typed stays."""
    typed = CheckoutForm._typed(request.POST)
    if act == "recognise":
        typed |= CheckoutForm.from_pasted(request.POST.get("pasted", ""))
    if act != "send_code":
        typed["code"] = request.POST.get("code", "")[:6]
    form, status = _form(request, cart, initial=typed), 200
    if act == "send_code":
        status = _send_code(request, form)
    return _draw(request, cart, form, status=status)


def _send_code(request, form) -> int:
    try:
        if not request.session.session_key:
            request.session.save()
        limit(f"checkout-codes:{request.session.session_key}", 12, AN_HOUR)
        codes.send(
            normal(request.POST.get("phone", "")), purpose=SignInCode.Purpose.SIGN_IN, ip=request.META.get("REMOTE_ADDR"),
            language=request.LANGUAGE_CODE,
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
        return 422
    messages.success(request, _("The code is on its way."))
    return 200


def _place(request, cart, form):
    """Sign a guest in, then place. What is refused is said on the same page, with everything typed still there."""
    guest = None if request.customer else cart
    try:
        if cart is None:
            raise Refused(_("Your cart is empty."))
        if guest:
            _sign_in(request, guest, form)
        order = place(cart, customer=request.customer, submission=_submission(request, form))
    except Refused as refusal:
        return _refused(request, guest, form, refusal)
    shared.forget(request)
    if not guest:
        keep_count(request, sum(carts.units_by_sku(cart).values()))
    return redirect("pay", order.number)


def _sign_in(request, guest, form) -> None:
    limit(f"checkout-tries:{request.session.session_key}", 40, AN_HOUR)
    request.cart_being_placed = guest
    customers.sign_in_with_code(request, form.cleaned_data["phone"], form.cleaned_data["code"])


def _refused(request, guest, form, refusal):
    if guest and request.customer:  # signed in, but not placed: the guest's cart becomes the customer's
        consents.give(request.customer, Consent.Purpose.TERMS, source=Consent.Source.CHECKOUT)
        carts.merge_sessions(guest.session_key, request.customer)
        form = _form(request, cart := cart_of(request), initial=CheckoutForm._typed(request.POST))
        messages.error(request, str(refusal))
    else:
        cart = cart_of(request)
        form.add_error(None, str(refusal))
    return _draw(request, cart, form, status=422)


def _submission(request, form) -> Submission:
    data = form.cleaned_data
    terms = ["terms"] if "agreed" in data else []
    adult = [ages.STATEMENT] if request.POST.get("adult") else []
    seen = ["suitable_population"] if "people_seen" in data else []
    digital = [opening.STATEMENT] if request.POST.get("digital") else []
    agreed = [*seen, *terms, *adult, *digital, *(f"no_return:{pk}" for pk in request.POST.getlist("no_return") if pk.isdigit())]
    return Submission(
        token=data["token"], receiver=_receiver(data) if form.has_parcel else None,
        shown_total_fen=number_of(request.POST.get("shown_total")),
        consents=tuple(agreed), note=data["note"],
        coupon=request.POST.get("coupon", "")[:24], shown_offers=tuple(code[:24] for code in request.POST.getlist("offer")[:20]),
        shared_by=shared.kept(request),
    )  # fmt: skip


def _receiver(data) -> Receiver:
    if data.get("address"):
        return Receiver.of(data["address"])
    path = regions.name_path(data["district"])
    if path is None:
        raise Refused(_("Choose province, city and district."))
    phone = data["receiver_phone"] or data.get("phone", "")
    return Receiver(data["receiver_name"], phone, *path, data["district"], data["detail"])


def _region_of(request, form) -> str:
    """The region the amounts are shown for: what was chosen so far, else the first address."""
    if not form.has_parcel:
        return ""
    if form.addresses:
        chosen = request.POST.get("address")
        return next((a for a in form.addresses if str(a.pk) == chosen), form.addresses[0]).region_code
    value = form["district"].value() or form["city"].value() or form["province"].value()
    return value or ""


def _draw(request, cart, form, status: int = 200):
    try:
        basket = baskets.look(cart, request.store, region_code=_region_of(request, form), customer=request.customer)
    except Refused as refusal:
        messages.error(request, str(refusal))
        basket = baskets.look(cart, request.store, customer=request.customer)
    if not basket.lines:
        return _sent_twice(request) or redirect("cart")
    choice = _choose_coupon(request, basket)
    context = context_of(basket)
    chosen = request.POST.get("address") or (form.addresses[0].pk if form.addresses else "")
    for address in form.addresses:
        address.is_chosen = str(address.pk) == str(chosen)
    return render(request, "orders/storefront/checkout.html", {
        **context, **choice,
        "form": form, "is_guest": request.customer is None, "addresses": form.addresses, "freight_words": _freight_words(basket),
        "readings": opening.titles(line.sku for line in basket.lines), "has_parcel": form.has_parcel,
        "adults_only": ages.adults_only((line.sku for line in basket.lines), basket.inside),
        "exceptions": [line for line in context["lines"] if line["near_expiry"]],
    }, status=status)  # fmt: skip


def _choose_coupon(request, basket) -> dict:
    """The coupon that was chosen, else the one that saves most; nothing is chosen for guests."""
    choice = savings.coupon_choice(basket, coupons.usable(request.customer, request.store))
    by_code = {each["terms"].code: each["terms"] for each in choice["coupons"]}
    wanted = request.POST.get("coupon")
    best = next(iter(by_code.values()), None)
    basket.coupon = by_code.get(wanted, best if wanted != "" else None)
    return {**choice, "chosen": basket.coupon.code if basket.coupon else ""}


def _sent_twice(request):
    """The way to the order that the same page was sent for before; a guest's second click still comes from the session before it."""
    order = Order.objects.filter(token=request.POST.get("token", "").replace("\x00", "") or None).first()
    if order is None or (request.customer and request.customer.pk != order.customer_id):
        return None
    if request.customer:
        return redirect("pay", order.number)
    messages.info(request, _("Your order %(number)s is placed. Sign in to pay for it.") % {"number": order.number})
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': reverse('pay', args=[order.number])})}")


def _freight_words(basket) -> str:
    if basket.free_from_fen is None:
        return basket.tariff.name
    return _("Free from %(amount)s") % {"amount": format_yuan(basket.free_from_fen)}
