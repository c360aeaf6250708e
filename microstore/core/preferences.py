"""What a person chose for how pages look: language, light or dark, large type. Kept in cookies, read by the server, no script needed."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from microstore.core.access import open_to

THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Preferences:
    theme: str
    large: bool


def of(request) -> Preferences:
    """The choices in a request's cookies; ``auto`` when nobody chose."""
    theme = request.COOKIES.get("theme", "")
    return Preferences(theme if theme in THEMES else "auto", request.COOKIES.get("large") == "1")


@open_to("public")
@require_POST
def choose(request):
    """Keep what the form names (``language``, ``theme``, ``large``) and go back to where it was sent from."""
    response = HttpResponseRedirect(_way_back(request))
    if request.POST.get("language") in dict(settings.LANGUAGES):
        keep(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    if request.POST.get("theme") in THEMES:
        keep(response, "theme", request.POST["theme"])
    if request.POST.get("large") in ("0", "1"):
        keep(response, "large", request.POST["large"])
    return response


def keep(response, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)


def _way_back(request) -> str:
    next_url = request.POST.get("next", "")
    return next_url if url_has_allowed_host_and_scheme(next_url, {request.get_host()}, request.is_secure()) else "/"
