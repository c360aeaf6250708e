"""Sign in: first the phone, then the code. Guests and members, new and old, see the same answers."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from microstore.accounts import masking
from microstore.accounts.doors import safe_next
from microstore.accounts.forms import CodeForm, PhoneForm
from microstore.accounts.models import Consent, SignInCode
from microstore.accounts.services import codes, consents, customers
from microstore.core import preferences
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.ratelimit import TooMany, limit

PENDING = "sign_in_phone"
CODES_PER_SESSION = 12
TRIES_PER_SESSION = 40
TRIES_PER_ADDRESS = 3000
AN_HOUR = 3600


@open_to("public")
@never_cache
@sensitive_post_parameters("code")
def sign_in(request):
    """One address, two steps; the phone waits in the session between them. Whoever comes back signed in goes on."""
    acts = {"send_code": send_code, "sign_in": use_code, "change": change_phone}
    if request.customer:
        answer = redirect(next_url(request))
    elif request.method == "POST" and request.POST.get("act") in acts:
        answer = acts[request.POST["act"]](request)
    else:
        answer = draw(request)
    return for_script(answer) if request.headers.get("X-Requested-With") == "fetch" else answer


def for_script(answer):
    """A script is told where to go on, and goes there in place of this page: the way back does not lead through old forms."""
    if answer.status_code == 302:
        answer.status_code = 204
    return answer


def send_code(request):
    """Send to the phone that was typed, or again to the one that waits."""
    again = PENDING in request.session and "phone" not in request.POST
    form = PhoneForm({"phone": request.session[PENDING]} if again else request.POST)
    if not form.is_valid():
        return draw(request, form, status=422)
    phone = form.cleaned_data["phone"]
    try:
        limit_session(request, "codes", CODES_PER_SESSION)
        codes.send(phone, purpose=SignInCode.Purpose.SIGN_IN, ip=request.META.get("REMOTE_ADDR"), language=request.LANGUAGE_CODE)
    except TooMany as refusal:
        return refused(request, form if not again else None, refusal, 429)
    request.session[PENDING] = phone
    return back_to_page(request)


def use_code(request):
    """Use the code up and go where the visitor was going."""
    phone = request.session.get(PENDING)
    if not phone:
        return back_to_page(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return draw(request, form, status=422)
    try:
        limit_session(request, "tries", TRIES_PER_SESSION)
        limit(f"code-tries:{request.META.get('REMOTE_ADDR')}", TRIES_PER_ADDRESS, AN_HOUR)
        customer = customers.sign_in_with_code(request, phone, form.cleaned_data["code"])
    except TooMany as refusal:
        return refused(request, form, refusal, 429)
    except Refused as refusal:
        return refused(request, form, refusal, 422)
    consents.give(customer, Consent.Purpose.TERMS, source=Consent.Source.SIGN_IN)
    request.session.pop(PENDING, None)
    if request.closing_taken_back:
        messages.success(request, _("Welcome back. Your account stays open."))
    return remember_look(request, customer, HttpResponseRedirect(next_url(request)))


def change_phone(request):
    request.session.pop(PENDING, None)
    return back_to_page(request)


@open_to("public")
@require_POST
def sign_out(request):
    """Ends the session; the cart of the customer stays with the customer."""
    logout(request)
    return redirect("home")


def draw(request, form=None, status=200):
    phone = request.session.get(PENDING)
    form = form or (CodeForm() if phone and codes.is_waited_for(phone) else PhoneForm())
    context = {
        "form": form, "code_sent": isinstance(form, CodeForm), "masked_phone": masking.phone(phone), "next": next_url(request, default=""),
        "wait_seconds": codes.wait_seconds(phone) if phone else 0,
    }  # fmt: skip
    return render(request, "accounts/storefront/sign_in.html", context, status=status)


def refused(request, form, refusal, status):
    form = form or CodeForm({})
    form.errors.clear()
    form.add_error(None, str(refusal))
    response = draw(request, form, status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def limit_session(request, what, times):
    if not request.session.session_key:
        request.session.save()
    limit(f"sign-in-{what}:{request.session.session_key}", times, AN_HOUR)


def next_url(request, default=None):
    given = request.POST.get("next") or request.GET.get("next", "")
    return safe_next(request, given, reverse("me") if default is None else default)


def back_to_page(request):
    given = next_url(request, default="")
    return HttpResponseRedirect(reverse("sign-in") + (f"?{urlencode({'next': given})}" if given else ""))


def remember_look(request, customer, response):
    """A new device starts with the look the customer chose elsewhere; what was chosen on this one stays."""
    kept = {"theme": customer.theme, "large": "1" if customer.large_text else "0"}
    for name, value in kept.items():
        if name not in request.COOKIES:
            preferences.keep(response, name, value)
    return response
