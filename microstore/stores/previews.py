"""The way into a store before it opens: a signed link that ends by itself, kept by the browser as a cookie.

It is for people without the store's sign-in too, who look at the goods or place the test order of the acceptance (duty O3).
"""

from django.core import signing

from microstore.core import clock
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
