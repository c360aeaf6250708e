"""Files that the web process hands out itself: uploaded public pictures, the favicon, robots.txt."""
import mimetypes
import posixpath

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect

from microstore.core.access import open_to

PUBLIC = "public/"
YEAR = 31_536_000


@open_to("public")
def public_file(request, path):
    """A picture under ``media/public``. Names carry a digest, so browsers may keep them. Nothing else is served."""
    if not posixpath.normpath(path).startswith(PUBLIC):
        raise Http404
    if posixpath.normpath(path) != path or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=mimetypes.guess_type(path)[0])
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
