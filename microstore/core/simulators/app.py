"""One simulator as a WSGI app: routes, raw targets for signatures, faults on demand, and a clock that makes the planned calls."""

import json
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx

from microstore.core.demo_keys import load_or_make

from .ledger import Ledger

MOST_BYTES = 1024 * 1024
REPLY_SECONDS = 5  # how long a provider waits for our answer to its call


class Problem(Exception):
    """Answer now with this response."""

    def __init__(self, response: "Response"):
        super().__init__(response.status)
        self.response = response


@dataclass(frozen=True)
class Request:
    """``target`` is path and query as they came over the wire, without the mount: signatures are over it."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    remote: str = "127.0.0.1"
    groups: dict = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query, keep_blank_values=True).items()}

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def json(self) -> dict:
        try:
            found = json.loads(self.body or b"{}")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Problem(reply({"code": "PARAM_ERROR", "message": "body is not a JSON object"}, 400))
        return found


@dataclass(frozen=True)
class Response:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def reply(contents: dict, status: int = 200) -> Response:
    body = json.dumps(contents, ensure_ascii=False).encode()
    return Response(status, body, {"Content-Type": "application/json; charset=utf-8"})


def see_other(address: str) -> Response:
    return Response(303, b"", {"Location": address})


def route(method: str, pattern: str) -> Callable:
    """Answer ``method`` on paths that match ``pattern``; named groups arrive as ``request.groups``."""

    def mark(function):
        function.route = (method, re.compile(pattern))
        return function

    return mark


class Simulator:
    """``directory`` holds its file and the shared demo keys; ``public_url`` is where browsers reach it, mount included;
    ``scale`` shortens every pause of the real provider."""

    name = ""
    calls_per_tick = 4

    def __init__(self, directory, *, public_url: str, scale: float = 0.1):
        self.keys = load_or_make(directory / "keys.json")
        self.ledger = Ledger(directory / f"{self.name}.sqlite3")
        self.public_url, self.scale = public_url.rstrip("/"), scale
        self._pool = ThreadPoolExecutor(4, thread_name_prefix=self.name)
        self._stop = threading.Event()
        self._clock = threading.Thread(target=self._run, name=f"{self.name}-clock", daemon=True)
        functions = [getattr(type(self), name, None) for name in dir(type(self))]
        self._routes = [(*function.route, function) for function in functions if hasattr(function, "route")]

    @cached_property
    def _client(self) -> httpx.Client:
        return httpx.Client(timeout=httpx.Timeout(REPLY_SECONDS, connect=2), follow_redirects=False, trust_env=False)

    def answer(self, request: Request) -> Response:
        try:
            for method, pattern, function in self._routes:
                found = pattern.fullmatch(request.path)
                if found and method == request.method:
                    return function(self, Request(**{**vars(request), "groups": found.groupdict()}))
            return reply({"code": "NOT_FOUND", "message": "no such address"}, 404)
        except Problem as problem:
            return problem.response

    @route("POST", "/_control")
    def control(self, request: Request) -> Response:
        """Faults and acts on demand, from this machine only: ``{"act": "fail_next", "http": 500, "times": 1}``, ``{"act": "slow",
        "seconds": 8, "times": 1}``, and whatever the simulator adds as ``act_…`` methods."""
        if request.remote not in ("127.0.0.1", "::1"):
            raise Problem(reply({"message": "only from this machine"}, 403))
        wish = request.json()
        act = getattr(self, f"act_{wish.pop('act', '')}", None)
        if act is None:
            raise Problem(reply({"message": "no such act"}, 404))
        return reply(act(**wish) or {})

    def act_fail_next(self, http: int = 500, code: str = "SYSTEM_ERROR", times: int = 1) -> None:
        self.ledger.put("control", "fail", {"http": http, "code": code, "times": times})

    def act_slow(self, seconds: float = 8, times: int = 1) -> None:
        self.ledger.put("control", "slow", {"seconds": seconds, "times": times})

    def suffer(self) -> None:
        """Call first in every address of the provider: serves the faults that were asked for."""
        slow, fail = self._use("slow"), self._use("fail")
        if slow:
            time.sleep(slow["seconds"])
        if fail:
            raise Problem(reply({"code": fail["code"], "message": "simulated"}, fail["http"]))

    def _use(self, kind: str) -> dict | None:
        with self.ledger.together():
            wish = self.ledger.get("control", kind)
            if not wish or wish["times"] < 1:
                return None
            self.ledger.put("control", kind, wish | {"times": wish["times"] - 1})
        return wish

    def start(self) -> None:
        """Begin to make the planned calls, in a thread of its own."""
        self._clock.start()

    def stop(self) -> None:
        self._stop.set()
        if self._clock.is_alive():  # it may be in the middle of a round, which needs the ledger
            self._clock.join()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.ledger.close()

    def tick(self) -> list:
        """Hand what is due to the pool; gives the futures, so that tests can wait for them."""
        return [self._pool.submit(self._call, *taken) for taken in self.ledger.take_due(self.calls_per_tick)]

    def post(self, url: str, *, body: bytes, headers: dict) -> httpx.Response | None:
        """A call to the shop; None when nobody answered in time."""
        try:
            return self._client.post(url, content=body, headers={"User-Agent": "Mozilla/4.0", **headers})
        except (httpx.HTTPError, httpx.InvalidURL):
            return None

    def perform(self, facts: dict) -> bool:
        """Make one planned call; False when it must be made again."""
        raise NotImplementedError

    def pauses(self, facts: dict) -> tuple[float, ...]:
        """Seconds between tries, before scaling."""
        return ()

    def _call(self, call_id: int, facts: dict, tries: int) -> None:
        if self.perform(facts):
            self.ledger.finish_call(call_id)
            return
        pauses = self.pauses(facts)
        if tries < len(pauses):
            self.ledger.postpone_call(call_id, pauses[tries] * self.scale)
        else:
            self.ledger.give_up_call(call_id)

    def _run(self) -> None:
        while not self._stop.wait(0.1):
            self.tick()
