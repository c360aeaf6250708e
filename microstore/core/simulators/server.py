"""Mount simulators under their names on one threaded HTTP server from the standard library."""

import socketserver
import sys
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.util import is_hop_by_hop

from django.utils.translation import override

from .app import MOST_BYTES, Request, Response

REASONS = {200: "OK", 204: "No Content", 303: "See Other", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}


class Handler(WSGIRequestHandler):
    """Quiet, and keeps the request line as it came: signatures are over the raw target."""

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def get_environ(self):
        return super().get_environ() | {"RAW_TARGET": self.path}

    def log_message(self, format, *args):
        """Nothing: addresses hold numbers of people's payments."""


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        """Somebody who hangs up before the answer is no error of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def server_bind(self):
        """Without the look-up of the host's name, which hangs for seconds where there is no resolver."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]
        self.setup_environ()


    def mount(self, simulators: dict, front) -> None:
        """``simulators`` maps name → simulator; ``front`` answers everything outside them. The caller runs ``serve_forever``."""
        self.set_app(application(simulators, front))


def application(mounts: dict, front):
    def app(environ, start_response):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if 0 < length <= MOST_BYTES else b""
        name, target = _mount(environ["RAW_TARGET"], mounts)
        request = Request(environ["REQUEST_METHOD"], target, _headers(environ), body, environ.get("REMOTE_ADDR", ""))
        with override("en" if request.headers.get("accept-language", "").startswith("en") else "zh-hans"):
            response = Response(413) if length > MOST_BYTES else (mounts[name].answer(request) if name else front(request))
        start_response(f"{response.status} {REASONS.get(response.status, 'Status')}", _out(response))
        return [response.body]

    return app


def _mount(target: str, mounts: dict) -> tuple[str, str]:
    parts = urlsplit(target)
    name, _, rest = parts.path.lstrip("/").partition("/")
    if name not in mounts:
        return "", target
    return name, "/" + rest + (f"?{parts.query}" if parts.query else "")


def _headers(environ: dict) -> dict[str, str]:
    found = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    return found | {"content-type": environ.get("CONTENT_TYPE", "")}


def _out(response: Response) -> list[tuple[str, str]]:
    headers = {"Content-Length": str(len(response.body)), **response.headers}
    return [(name, value) for name, value in headers.items() if not is_hop_by_hop(name)]
