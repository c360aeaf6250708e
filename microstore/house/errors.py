"""Error pages: a plain sentence, a way on, and for our own mistakes a number to quote."""
import structlog
from django.conf import settings
from django.http import HttpResponse
from django.template import loader
from django.utils.translation import gettext as _

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


def too_many(request, seconds):
    """429: says when to try again, to people and to programs."""
    minutes = max(1, -(-seconds // 60))
    text = _("Please try again in about %(minutes)s minutes.") % {"minutes": minutes}
    response = page(request, 429, title=_("Too many attempts"), text=text)
    response.headers["Retry-After"] = str(seconds)
    return response


def broken(request):
    log.error("incident", incident=getattr(request, "id", ""), path=request.path)
    return page(request, 500, title=_("Something broke on our side"), text=_("Nothing was lost. Quote the number below when you ask us."))


def csrf_failure(request, reason=""):
    text = _("The page was open for too long, or cookies are switched off. Load it again and repeat the last step.")
    return page(request, 403, title=_("Please load the page again"), text=text)
