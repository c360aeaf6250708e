"""The door of a store that is not open yet."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.stores import norms, previews


@open_to("public")
def enter(request, token: str):
    """Keep the link in the browser and go to the home page. Refuses a link that has ended, and one for a store that is open."""
    store = request.store
    if store is None or not store.is_announced or not previews.lets_in(token, store):
        raise Refused(_("This preview link has ended. Ask your colleagues for a new one."))
    answer = redirect("home")
    life = int(norms.PREVIEW.span.total_seconds())
    answer.set_cookie(previews.cookie_of(store), token, max_age=life, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return answer


enter.lets_into_store = True
