"""The member page, profile, consents and settings."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from microstore.accounts.doors import customer_required
from microstore.accounts.forms import ConsentForm, ProfileForm, SettingsForm
from microstore.accounts.hooks import me_page_context
from microstore.accounts.models import Consent
from microstore.accounts.services import consents, customers, devices
from microstore.core import preferences
from microstore.core.access import open_to


@open_to("public")
def me(request):
    """Guests see it too: large type, help and the way to sign in."""
    context = {"customer": request.customer, **me_page_context(request, request.customer)}
    return render(request, "accounts/storefront/me.html", context)


@customer_required
def profile(request):
    customer = request.customer
    form = ProfileForm(request.POST or None, initial={"nickname": customer.nickname, "email": customer.user.email})
    if request.method == "POST" and form.is_valid():
        customers.change_profile(customer, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("me")
    return render(request, "accounts/storefront/profile.html", {"form": form}, status=422 if form.errors else 200)


@customer_required
def choose_consents(request):
    """What the customer agreed to, since when, and the boxes to change it."""
    customer, given = request.customer, consents.given(request.customer)
    form = ConsentForm(request.POST if request.method == "POST" else None, purposes=consents.OPTIONAL, given=given)
    if request.method == "POST" and form.is_valid():
        consents.keep_choice(customer, form.chosen(), source=Consent.Source.SETTINGS)
        messages.success(request, _("Your choice is kept. You can change it here at any time."))
        return redirect("consents")
    history = customer.consents.all()[:20]
    return render(request, "accounts/storefront/consents.html", {"form": form, "given": given, "history": history})


@customer_required
def choose_settings(request):
    customer = request.customer
    initial = {"language": customer.user.language, "theme": customer.theme, "large_text": customer.large_text}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/storefront/settings.html", {"form": form}, status=422 if form.errors else 200)
    chosen = form.cleaned_data
    customers.change_settings(customer, **chosen)
    with override(chosen["language"]):
        messages.success(request, _("Saved."))
    response = redirect("me")
    cookies = {settings.LANGUAGE_COOKIE_NAME: chosen["language"], "theme": chosen["theme"], "large": "1" if chosen["large_text"] else "0"}
    for name, value in cookies.items():
        preferences.keep(response, name, value)
    return response


@customer_required
def devices_page(request):
    """Where I am signed in, and the way to end it: one device, or all but this one."""
    user, own = request.user, request.session.session_key
    if request.method == "POST":
        if request.POST.get("device", "").isdigit():
            devices.end(user, int(request.POST["device"]))
        else:
            devices.end_all(user, by=user, but=own)
        messages.success(request, _("Signed out there."))
        return redirect("devices")
    return render(request, "accounts/storefront/devices.html", {"devices": devices.open_of(user), "own": own})
