"""My personal data: what is held and why, a copy of it, corrections, and the closing of the account."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from microstore.accounts.doors import customer_required
from microstore.accounts.forms import ClosingForm, CorrectionForm
from microstore.accounts.models import PrivacyKind, PrivacyState
from microstore.accounts.norms import CLOSING, LINK
from microstore.accounts.proof import proof_required
from microstore.accounts.services import privacy as wishes
from microstore.core import clock, privacy
from microstore.core.errors import Refused
from microstore.core.pages.papers import hand_out
from microstore.core.privacy import PersonalData

PAGES = "accounts/storefront/"


@customer_required
@require_GET
def overview(request):
    """In words, by purpose, with how long; and the way to everything that can be done about it."""
    return render(
        request, f"{PAGES}privacy.html", {"kinds": PersonalData.registry.values(), "wishes": request.customer.privacy_requests.all()[:10]}
    )


@proof_required
def copy(request):
    """Ask for a copy of everything, and fetch it while it is there."""
    if request.method == "POST":
        try:
            wishes.copies.ask(request.customer)
            messages.success(request, _("We are making your copy. It is ready in a few minutes."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("my-copy")
    rows = request.customer.privacy_requests.filter(kind=PrivacyKind.EXPORT)
    context = {
        "waiting": rows.filter(state=PrivacyState.ASKED).first(),
        "ready": rows.filter(state=PrivacyState.READY, next_at__gt=clock.now()).first(),
        "days": LINK.value,
    }
    return render(request, f"{PAGES}privacy_copy.html", context)


@proof_required
@require_GET
def copy_file(request, number):
    wish = get_object_or_404(request.customer.privacy_requests, number=number, kind=PrivacyKind.EXPORT)
    try:
        file = wishes.copies.fetch(wish, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("my-copy")
    return hand_out(file, as_attachment=True)


@customer_required
def correction(request):
    """For what the customer cannot correct alone; answered by a person in time."""
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wishes.requests.ask_correction(request.customer, form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("We have it. You get an answer within 15 days, usually much sooner."))
            return redirect("my-privacy")
    return render(request, f"{PAGES}privacy_correction.html", {"form": form}, status=422 if form.errors else 200)


@customer_required
def closing(request):
    """What goes, what stays and why. Reading it needs no code, closing does."""
    customer = request.customer
    context = {
        "blockers": privacy.blockers(customer), "days": CLOSING.value, "form": ClosingForm(),
        "gone": [kind for kind in PersonalData.registry.values() if kind.keep is None and not kind.stays],
        "kept": [kind for kind in PersonalData.registry.values() if kind.keep is not None],
    }  # fmt: skip
    return render(request, f"{PAGES}privacy_closing.html", context)


@proof_required
def closing_confirm(request):
    """The last step: with a fresh code, and a box that nobody ticked beforehand."""
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = wishes.closing.ask(request.customer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            return render(request, f"{PAGES}privacy_closed.html", {"wish": wish})
    context = {"form": form, "days": CLOSING.value}
    return render(request, f"{PAGES}privacy_confirm.html", context, status=422 if form.errors else 200)
