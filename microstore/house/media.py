"""Files that the web process hands out itself: uploaded public pictures, the favicon, robots.txt."""
import mimetypes
import posixpath
import re

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect

from microstore.core.access import open_to

PUBLIC = "public/"
YEAR = 31_536_000
RANGE = re.compile(r"^bytes=(?P<first>[0-9]{1,12})-(?P<last>[0-9]{0,12})$")
MOST_AT_ONCE = 4 * 1024 * 1024
TYPES = {".vtt": "text/vtt", ".webm": "video/webm", ".mp4": "video/mp4"}


@open_to("public")
def public_file(request, path):
    """A picture under ``media/public``. Names carry a digest, so browsers may keep them. Nothing else is served."""
    if not posixpath.normpath(path).startswith(PUBLIC):
        raise Http404
    if posixpath.normpath(path) != path or not default_storage.exists(path):
        raise Http404
    response = _part_or_whole(request, path)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _part_or_whole(request, path):
    """The file, or the one part of it that a player of videos asks for: some play nothing without."""
    content_type = TYPES.get(posixpath.splitext(path)[1]) or mimetypes.guess_type(path)[0]
    asked = RANGE.match(request.headers.get("Range", ""))
    if not asked:
        return FileResponse(default_storage.open(path), content_type=content_type)
    size = default_storage.size(path)
    first, last = int(asked["first"]), min(int(asked["last"] or size), size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with default_storage.open(path) as file:
        file.seek(first)
        part = file.read(min(last - first + 1, MOST_AT_ONCE))
    last = first + len(part) - 1
    return HttpResponse(part, status=206, content_type=content_type, headers={"Content-Range": f"bytes {first}-{last}/{size}"})


@open_to("public")
def favicon(request):
    return HttpResponseRedirect(staticfiles_storage.url("img/favicon.svg"))


@open_to("public")
def robots(request):
    closed = "".join(f"Disallow: {path}\n" for path in ("/backoffice/", "/admin/", "/hooks/", "/cart/", "/checkout/", "/me/", "/orders/"))
    text = f"User-agent: *\n{closed}Sitemap: {settings.SITE_URL.rstrip('/')}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain")
