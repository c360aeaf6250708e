"""Files that the web process hands out itself: uploaded public pictures, the favicon, robots.txt."""
import posixpath

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.static import serve

from microstore.core.access import open_to

PUBLIC = "public/"
YEAR = 31_536_000


@open_to("public")
def public_file(request, path):
    """A picture under ``media/public``. Names carry a digest, so browsers may keep them. Nothing else is served."""
    if not posixpath.normpath(path).startswith(PUBLIC):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@open_to("public")
def favicon(request):
    return HttpResponseRedirect(staticfiles_storage.url("img/favicon.svg"))


@open_to("public")
def robots(request):
    text = "User-agent: *\nDisallow: /backoffice/\nDisallow: /admin/\nDisallow: /hooks/\n"
    return HttpResponse(text, content_type="text/plain")
