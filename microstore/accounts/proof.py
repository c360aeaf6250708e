"""A fresh code from the own phone, asked again before something that cannot be undone or that carries everything away."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from microstore.accounts.doors import customer_required
from microstore.accounts.norms import PROOF
from microstore.core import clock

KEY = "proved"


def note(request) -> None:
    request.session[KEY] = [request.customer.pk, clock.now().timestamp()]


def is_fresh(request) -> bool:
    who, at = request.session.get(KEY) or (None, 0)
    return who == request.customer.pk and clock.now().timestamp() - at < PROOF.span.total_seconds()


def proof_required(view):
    """Like ``customer_required``, and the phone was proved minutes ago; others are led to the page that asks for a code."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('prove-phone')}?{urlencode({'next': request.path})}")

    return customer_required(never_cache(guarded))
