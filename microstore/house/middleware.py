"""Two small rings around every request: its name in the logs, and what the browser may do."""
import re
import time
import uuid

import structlog
from django.conf import settings
from django.db import DataError, OperationalError

from microstore.core import slowness
from microstore.core.errors import Refused
from microstore.core.ratelimit import TooMany
from microstore.house import errors

MOST_BYTES = 110 * 1024 * 1024  # of a request; colleagues upload lists of up to 200 MB
MOST_BYTES_OF_STAFF = 210 * 1024 * 1024
GIVEN = re.compile(r"^[A-Za-z0-9-]{8,64}$")


class NameRequest:
    """Give each request an id: logs, tasks and incident numbers carry it. No name or number holds a NUL: nothing is looked up by one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if GIVEN.match(given) else uuid.uuid4().hex[:16]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        started = time.monotonic()
        response = self._refused(request) or self.get_response(request)
        if time.monotonic() - started > slowness.SLOW_SECONDS:
            slowness.note(name_of(request))
        response.headers["X-Request-ID"] = request.id
        return response

    def _refused(self, request):
        """What is answered before anything is looked up or read, so that it costs neither disk nor memory."""
        if "\x00" in request.path_info:
            return errors.not_found(request)
        most = MOST_BYTES_OF_STAFF if request.path_info.startswith("/backoffice/") else MOST_BYTES
        sent = request.META.get("CONTENT_LENGTH") or "0"
        return errors.too_large(request, most) if sent.isdecimal() and int(sent[:20]) > most else None

    def process_exception(self, request, exception):
        """What a rule refused is said on a page of its own when the view did not say it; only bugs become incidents."""
        if isinstance(exception, TooMany):
            return errors.too_many(request, exception.seconds)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        if isinstance(exception, OperationalError):
            return errors.busy(request)
        if isinstance(exception, DataError | ValueError) and "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        return None


def name_of(request) -> str:
    """The page, not the row: addresses of one kind count together."""
    match = request.resolver_match
    return match.view_name or match.route if match else "?"


class StateWhatIsAllowed:
    """Permissions-Policy for every page; nothing personal stays in shared caches."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
        return response
