"""One search for everything: a page, and the same as a fragment and as data for the palette."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import ANY_STAFF, ViewPage, searching
from microstore.core.pages.page import wants_fragment


class Search(ViewPage):
    url = "search/"
    name = "search"
    title = _("Search")
    permission = ANY_STAFF
    template = "backoffice/search.html"

    def get(self, request):
        text = request.GET.get("q", "").strip()[:100].replace("\x00", "")
        is_part = wants_fragment(request)
        found = searching.search(text, request.user, 6 if is_part else 20)
        pages = searching.pages_called(text, request.user, 6) if text else []
        if "open" in request.GET and (only := exact_hit(found)):
            return redirect(only.url)
        if request.GET.get("as") == "json":
            return JsonResponse({"groups": [{"label": str(group.label), "hits": [as_data(hit) for hit in group.hits]} for group in found]})
        return self.draw("backoffice/_hits.html" if is_part else self.template, {"text": text, "found": found, "pages": pages})


class MenuPage(ViewPage):
    """The whole menu on a page of its own, for phones and for browsers without scripts."""

    url = "menu/"
    name = "menu"
    title = _("Menu")
    permission = ANY_STAFF
    template = "backoffice/menu.html"


def exact_hit(found):
    """The one thing whose whole number was typed or scanned."""
    exact = [hit for group in found for hit in group.hits if hit.exact]
    return exact[0] if len(exact) == 1 else None


def as_data(hit):
    return {"title": str(hit.title), "text": str(hit.text), "url": hit.url, "icon": hit.icon}
