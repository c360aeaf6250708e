"""Error pages: a plain sentence, a way on, and for our own mistakes a number to quote."""
import sys

import structlog
from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from microstore.core.errors import Changed

log = structlog.get_logger(__name__)


def page(request, status, **context):
    """The error page of the face the request was made to. Needs neither database nor session."""
    face = "backoffice" if request.path.startswith(("/backoffice/", "/admin/")) else "storefront"
    names = [f"{face}/errors/{status}.html", f"errors/{status}.html", "errors/error.html"]
    context |= {"status": status, "face": face, "incident": getattr(request, "id", ""), "site_url": settings.SITE_URL}
    return HttpResponse(loader.select_template(names).render(context), status=status)


def bad_request(request, exception=None):
    return page(request, 400, title=_("This request cannot be understood"), text=_("Go back and try once more."))


def forbidden(request, exception=None):
    return page(request, 403, title=_("This page is not open to you"), text=_("Ask the person who manages rights in your department."))


def not_found(request, exception=None):
    return page(request, 404, title=_("There is no such page"), text=_("It may have moved, or the address has a slip in it."))


def refused(request, refusal):
    """A rule said no: its sentence, and 409 when the row had changed since the person saw it."""
    return page(request, 409 if isinstance(refusal, Changed) else 422, title=_("That did not work"), text=str(refusal))


def busy(request):
    """The database did not answer in time or is just coming back."""
    log.warning("database not reached in time", path=request.path, exc_info=True)
    response = page(request, 503, title=_("We are busy for a moment"), text=_("Nothing was changed. Please try again in a few seconds."))
    response.headers["Retry-After"] = "5"
    return response


def too_large(request, most: int):
    """413, before the body is read: whoever still sends it is cut off."""
    text = _("More than %(megabytes)d MB cannot be sent at once. Please send less.") % {"megabytes": most // 1024 // 1024}
    return page(request, 413, title=_("That is too large"), text=text)


def too_many(request, seconds):
    """429: says when to try again, to people and to programs."""
    minutes = max(1, -(-seconds // 60))
    text = _("Please try again in about %(minutes)s minutes.") % {"minutes": minutes}
    response = page(request, 429, title=_("Too many attempts"), text=text)
    response.headers["Retry-After"] = str(seconds)
    return response


def broken(request):
    if isinstance(sys.exc_info()[1], OperationalError):  # from a ring around the page, which no ring inside it sees
        return busy(request)
    log.error("incident", incident=getattr(request, "id", ""), path=request.path)
    return page(request, 500, title=_("Something broke on our side"), text=_("Nothing was lost. Quote the number below when you ask us."))


def csrf_failure(request, reason=""):
    text = _("The page was open for too long, or cookies are switched off. Load it again and repeat the last step.")
    came_from = request.headers.get("Referer", "")
    back = came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}) else ""
    return page(request, 403, title=_("Please load the page again"), text=text, back=back)
