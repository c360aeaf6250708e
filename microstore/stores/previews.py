"""The way into a store before it opens: a signed link that ends by itself, kept by the browser as a cookie.

It is for people without the store's sign-in too, who look at the goods or place the test order of the acceptance (duty O3).
"""

from django.conf import settings
from django.core import signing
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from microstore.core import clock
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.stores import norms
from microstore.stores.models import Store

SALT = "stores.preview"
COOKIE = "store_preview"


def token_of(store: Store) -> str:
    until = clock.now() + norms.PREVIEW.span
    return signing.dumps({"store": store.pk, "until": int(until.timestamp())}, salt=SALT)


def address_of(store: Store) -> str:
    return f"{store.get_absolute_url()}preview/{token_of(store)}/"


def lets_in(token: str, store: Store) -> bool:
    """Whether the token is ours, for this store, and has not ended."""
    try:
        given = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return False
    return given["store"] == store.pk and clock.now().timestamp() < given["until"]


def cookie_of(store: Store) -> str:
    return f"{COOKIE}_{store.pk}"


def is_let_in(request, store: Store) -> bool:
    token = request.COOKIES.get(cookie_of(store), "")
    return bool(token) and lets_in(token, store)


@open_to("public")
def enter(request, token: str):
    """Keep the link in the browser and go to the home page. Refuses a link that has ended, and one for a store that is open."""
    store = request.store
    if store is None or not store.is_announced or not lets_in(token, store):
        raise Refused(_("This preview link has ended. Ask your colleagues for a new one."))
    answer = redirect("home")
    life = int(norms.PREVIEW.span.total_seconds())
    answer.set_cookie(cookie_of(store), token, max_age=life, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return answer


enter.lets_into_store = True
