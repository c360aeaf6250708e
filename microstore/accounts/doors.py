"""The doors of pages that need a signed-in customer."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from microstore.core.access import open_to


def customer_required(view):
    """Let signed-in customers in; send others to the sign-in page, which brings them back here."""

    @open_to("customer")
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.customer is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return guarded


def to_sign_in(request):
    """A form that was sent comes back to the page it stood on, not to an address that only takes forms."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else safe_next(request, request.META.get("HTTP_REFERER", ""), "")
    query = f"?{urlencode({'next': back})}" if back else ""
    return HttpResponseRedirect(reverse("sign-in") + query)


def safe_next(request, url: str, default: str) -> str:
    """``url`` when it leads to this site, else ``default``."""
    ours = bool(url) and url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours and not url.startswith("/admin") else default
