"""The store of a request, by its address: the default store at ``/``, every other one at ``/s/<code>/``."""

import re

from django.core.cache import cache
from django.http import Http404, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.urls import get_script_prefix, set_script_prefix

from microstore.stores import previews
from microstore.stores.models import Store
from microstore.stores.scope import store_ids_visible_to

WITHOUT_STORE = ("/backoffice/", "/admin/", "/hooks/", "/static/", "/media/", "/healthz", "/readyz", "/favicon.ico", "/robots.txt")
IN_STORE = re.compile(r"^/s/(?P<code>[a-z0-9][a-z0-9-]*)(?P<rest>/.*)?$")


def kept(code, rows):
    """The store of an address, remembered for half a minute; saving a store forgets it."""
    return cache.get_or_set(Store.cache_key(code), rows.first, 30)


class StoreMiddleware:
    """Set ``request.store`` and strip the store's part of the address, so that every view and ``reverse`` stays in the store.

    A store that is preparing or closed is shown to its staff alone; one that is being built says that it opens soon, except to
    who holds the preview link. A suspended one can be looked at by everybody; selling is refused further down.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.store = None
        prefix = f"{request.META.get('SCRIPT_NAME', '').rstrip('/')}/"
        set_script_prefix(prefix)
        try:
            return self.step_in(request) or self.get_response(request)
        finally:
            set_script_prefix(prefix)

    def step_in(self, request):
        """Find the store; answers with a redirect where the address should read otherwise."""
        if request.path_info.startswith(WITHOUT_STORE):
            return None
        found = IN_STORE.match(request.path_info)
        return self.enter(request, found["code"], found["rest"]) if found else self.enter_default(request)

    def enter_default(self, request):
        request.store = kept("", Store.objects.default())

    def enter(self, request, code, rest):
        store = kept(code, Store.objects.filter(code=code))
        if store is None or (rest or "").startswith(WITHOUT_STORE) or IN_STORE.match(rest or ""):
            self.enter_default(request)
            raise Http404
        if rest is None or (store.is_default and request.method in ("GET", "HEAD")):
            return self.send_to(request, store, (rest or "/").lstrip("/"))
        request.store, request.path_info = store, rest
        if not store.is_default:
            set_script_prefix(f"{get_script_prefix()}s/{code}/")
        return None

    def send_to(self, request, store, rest):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{store.get_absolute_url()}{rest}{'?' if query else ''}{query}")

    def process_view(self, request, view, args, kwargs):
        """Runs when the visitor is known: staff look into a store before it opens."""
        store = request.store
        if store is None or store.is_trading or store.state == Store.State.SUSPENDED or is_colleague(request, store):
            return None
        if not store.is_announced:
            raise Http404
        if previews.is_let_in(request, store) or getattr(view, "lets_into_store", False):
            return None
        return self.opens_soon(request, store)

    def opens_soon(self, request, store):
        answer = TemplateResponse(request, "stores/storefront/opens_soon.html", {"store": store})
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer


def is_colleague(request, store):
    """Staff whom this store is visible to. Asks for the session only when the visitor has one."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_staff:
        return False
    ids = store_ids_visible_to(user)
    return ids is None or store.pk in ids
