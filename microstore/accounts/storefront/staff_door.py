"""The door of the back office: password, second step, the way out, and a new password."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from microstore.accounts.forms import OwnPasswordForm, StaffSignInForm, StepForm
from microstore.accounts.models import User
from microstore.accounts.services import devices, passwords, second_step
from microstore.accounts.services.customers import BACKEND
from microstore.core import clock, preferences
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.ratelimit import TooMany, limit

TRIES_PER_ACCOUNT = 60  # an hour, right ones included; the lock of the account itself is in the database
TRIES_PER_ADDRESS = 600
ASKED = "second_step_asked"  # in the session of somebody whose password was right
ASKED_FOR = timedelta(minutes=10)
PROVED = "second_step"
HOME = "/backoffice/"
DOOR = "/backoffice/sign-in/"


@open_to("public")
@never_cache
@sensitive_post_parameters("password")
def sign_in(request):
    """A wrong name, a wrong password and a locked account get the same sentence."""
    form = StaffSignInForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" and request.user.is_authenticated and request.user.is_staff:
        return HttpResponseRedirect(next_url(request))
    if not form.is_bound or not form.is_valid():
        return draw(request, form, 422 if form.is_bound else 200)
    try:
        limit(f"staff-door:{form.cleaned_data['username'].strip().lower()}", TRIES_PER_ACCOUNT, 3600)
        limit(f"staff-door-from:{request.META.get('REMOTE_ADDR')}", TRIES_PER_ADDRESS, 3600)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return draw(request, form, 429)
    user = authenticate(request, **form.cleaned_data)
    if user is None:
        form.add_error(None, _("Username or password is not right. After five wrong passwords the account rests for 15 minutes."))
        return draw(request, form, 422)
    if second_step.is_set_up(user):
        request.session[ASKED] = {"user": user.pk, "until": (clock.now() + ASKED_FOR).timestamp(), "next": next_url(request)}
        return redirect("staff-second-step")
    return let_in(request, user, next_url(request))


def let_in(request, user, to, *, proved=False):
    """Open the session; ``proved`` says that the second step was taken."""
    login(request, user, backend=BACKEND)
    request.session[PROVED] = proved
    request.session.set_expiry(settings.STAFF_SESSION_SECONDS)
    devices.note(request)
    response = HttpResponseRedirect(to)
    preferences.keep(response, settings.LANGUAGE_COOKIE_NAME, user.language)
    return response


@open_to("public")
@never_cache
@sensitive_post_parameters("code")
def second_step_page(request):
    """After the right password: the code from the app, or a recovery code. Ten minutes' time, then the password again."""
    asked = request.session.get(ASKED) or {}
    user = User.objects.filter(pk=asked.get("user"), is_active=True, is_staff=True).first()
    if user is None or asked["until"] < clock.now().timestamp():
        request.session.pop(ASKED, None)
        return redirect(DOOR)
    form = StepForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            limit(f"second-step-from:{request.META.get('REMOTE_ADDR')}", TRIES_PER_ADDRESS, 3600)
            second_step.check(user, form.cleaned_data["code"])
        except (Refused, TooMany) as refusal:
            form.add_error(None, str(refusal))
        else:
            del request.session[ASKED]
            return let_in(request, user, asked["next"], proved=True)
    return render(request, "backoffice/second_step.html", {"form": form}, status=422 if form.is_bound else 200)


def draw(request, form, status):
    return render(request, "backoffice/sign_in.html", {"form": form, "next": next_url(request)}, status=status)


def next_url(request):
    given = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(given, {request.get_host()}, request.is_secure())
    return given if is_ours and given.startswith((HOME, "/admin/")) and not given.startswith(DOOR) else HOME


@open_to("staff")
@require_POST
def sign_out(request):
    logout(request)
    return redirect(DOOR)


@open_to("staff")
@never_cache
@sensitive_post_parameters("old", "new", "again")
def change_password(request):
    if not (request.user.is_authenticated and request.user.is_staff):
        return redirect(f"{DOOR}?next={request.path}")
    form = OwnPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            passwords.change_own(request.user, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Your password is changed. Other devices are signed out."))
            return redirect(HOME)
    return render(request, "accounts/backoffice/password.html", {"form": form}, status=422 if form.errors else 200)
