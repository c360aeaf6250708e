"""Prove the own phone once more, and change it for another."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from microstore.accounts import masking, proof
from microstore.accounts.doors import customer_required, safe_next
from microstore.accounts.forms import PhoneForm, ProofForm
from microstore.accounts.models import SignInCode
from microstore.accounts.services import codes
from microstore.accounts.services.privacy import phones
from microstore.accounts.storefront.sign_in import CODES_PER_SESSION, TRIES_PER_SESSION, limit_session
from microstore.core.errors import Refused
from microstore.core.ratelimit import TooMany

NEW = "new_phone"


def send_code(request, phone: str) -> None:
    limit_session(request, "codes", CODES_PER_SESSION)
    codes.send(phone, purpose=SignInCode.Purpose.PRIVACY, ip=request.META.get("REMOTE_ADDR"), language=request.LANGUAGE_CODE)


def status_of(form) -> int:
    if not form.errors:
        return 200
    return 429 if getattr(form, "was_too_often", False) else 422


def refuse(form, refusal: Refused):
    form.add_error(None, str(refusal))
    form.was_too_often = isinstance(refusal, TooMany)
    return form


@customer_required
@never_cache
@sensitive_post_parameters("code")
def prove(request):
    """A code to the number of the account; then back to where it was asked for."""
    back = safe_next(request, request.POST.get("next") or request.GET.get("next", ""), reverse("my-privacy"))
    phone = request.customer.phone
    form = ProofForm(request.POST if "code" in request.POST else None)
    try:
        if request.POST.get("act") == "send":
            form = ProofForm({})
            form.errors.clear()
            send_code(request, phone)
            return redirect(f"{reverse('prove-phone')}?{urlencode({'sent': 1, 'next': back})}")
        if form.is_bound and form.is_valid():
            limit_session(request, "tries", TRIES_PER_SESSION)
            codes.check(phone, form.cleaned_data["code"])
            proof.note(request)
            return HttpResponseRedirect(back)
    except Refused as refusal:
        refuse(form, refusal)
    context = {
        "form": form, "next": back, "masked_phone": masking.phone(phone), "wait_seconds": codes.wait_seconds(phone),
        "is_sent": "sent" in request.GET or form.is_bound,
    }  # fmt: skip
    return render(request, "accounts/storefront/prove.html", context, status=status_of(form))


@proof.proof_required
@sensitive_post_parameters("code")
def change(request):
    """The old number was proved at the door; the new one is proved here."""
    acts = {"send": ask_new, "confirm": confirm_new, "other": other_new}
    if request.method == "POST" and request.POST.get("act") in acts:
        return acts[request.POST["act"]](request)
    return draw(request, ProofForm() if NEW in request.session else PhoneForm())


def ask_new(request):
    again = NEW in request.session and "phone" not in request.POST
    form = PhoneForm({"phone": request.session[NEW]} if again else request.POST)
    if not form.is_valid():
        return draw(request, form)
    phone = form.cleaned_data["phone"]
    try:
        phones.require_other(request.customer, phone)
        send_code(request, phone)
    except Refused as refusal:
        return draw(request, refuse(form, refusal))
    request.session[NEW] = phone
    return redirect("my-phone")


def confirm_new(request):
    form = ProofForm(request.POST)
    if NEW not in request.session:
        return redirect("my-phone")
    if not form.is_valid():
        return draw(request, form)
    try:
        limit_session(request, "tries", TRIES_PER_SESSION)
        phones.change_with_code(
            request.customer, request.session[NEW], form.cleaned_data["code"], keep_session=request.session.session_key
        )  # fmt: skip
    except Refused as refusal:
        return draw(request, refuse(form, refusal))
    del request.session[NEW]
    messages.success(request, _("From now on you sign in with the new number."))
    return redirect("my-privacy")


def other_new(request):
    request.session.pop(NEW, None)
    return redirect("my-phone")


def draw(request, form):
    new = request.session.get(NEW)
    context = {
        "form": form, "is_sent": isinstance(form, ProofForm), "masked_phone": masking.phone(request.customer.phone),
        "masked_new": masking.phone(new), "wait_seconds": codes.wait_seconds(new) if new else 0,
    }  # fmt: skip
    return render(request, "accounts/storefront/phone.html", context, status=status_of(form))
