"""The one way to talk to systems outside. Hosts come from the settings alone, so nothing a person types can choose where a call goes.

```
provider = Outside("wechatpay", settings.WECHATPAY_BASE_URL)
answer = provider.send("POST", "/v3/pay/transactions/h5", body=body, sign=lambda method, target, body: {"Authorization": …})
```
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

import httpx

from microstore.core.errors import OutsideFailed

log = logging.getLogger(__name__)

CONNECT_SECONDS = 2
READ_SECONDS = 6
TURN_SECONDS = 1  # how long a call waits for its turn where only some may run at once
MOST_BYTES = 1024 * 1024  # of an answer; what is longer is nothing we asked for
NAME = "microstore/1 (+health products shop)"

Signer = Callable[[str, str, bytes], Mapping[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back, as raw bytes, because signatures are over bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> dict:
        """The body as an object; anything else is a broken provider and worth another try."""
        try:
            found = json.loads(self.body or b"{}")
        except ValueError as error:
            raise OutsideFailed(f"answer {self.status} is not JSON") from error
        if not isinstance(found, dict):
            raise OutsideFailed(f"answer {self.status} is not a JSON object")
        return found


def failed(name: str, answer: Answer, detail: str = "") -> OutsideFailed:
    """Judge an answer that is not good: busy (429) and broken (5xx) may pass, the rest will be the same next time."""
    return OutsideFailed(f"{name} answered {answer.status} {detail}".strip(), permanent=not is_passing(answer.status))


def is_passing(status: int) -> bool:
    return status in (202, 408, 429) or status >= 500


class NotReached(OutsideFailed):
    """The request never left: the other side can not have acted, so that repeating is safe for everything."""


class Outside:
    """A provider at one base URL. ``transport`` is for tests of the wire; the clients of one process share connections.

    ``at_once``: no more calls of this process run at the same time, so that a provider that hangs does not hold every thread."""

    def __init__(
        self, name: str, base_url: str, *, transport: httpx.BaseTransport | None = None, read_seconds: float = READ_SECONDS,
        at_once: int = 100,
    ):  # fmt: skip
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.username:
            raise ValueError(f"base URL of {name} is not a plain http(s) address")
        self.name, self.origin, self.prefix = name, f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
        self.host = parts.netloc
        self._transport, self._read_seconds = transport, read_seconds
        self._turns = threading.BoundedSemaphore(at_once)

    @cached_property
    def _client(self) -> httpx.Client:
        return httpx.Client(
            transport=self._transport,
            timeout=httpx.Timeout(self._read_seconds, connect=CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": NAME, "Accept": "application/json"},
        )

    def send(  # noqa: PLR0913
        self, method: str, path: str, *, params: Mapping | None = None, body: bytes = b"",
        form: Mapping | None = None, headers: Mapping | None = None, sign: Signer | None = None,
    ) -> Answer:  # fmt: skip
        """One request, no repeats. ``sign`` gets method, path with query and body exactly as they go onto the wire.

        Raises OutsideFailed(permanent=False) when nothing usable came back: the other side may or may not have acted.
        """
        content = {"data": form} if form is not None else {"content": body}
        request = self._client.build_request(method, self._url(path), params=params, headers=dict(headers or {}), **content)
        if sign is not None:
            request.headers.update(sign(method, request.url.raw_path.decode().removeprefix(self.prefix), request.content))
        started = time.monotonic()
        try:
            with self._turn():
                answer = self._exchange(request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._note(request, type(error).__name__, started)
            kind = NotReached if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)) else OutsideFailed
            raise kind(f"{self.name}: {type(error).__name__}") from error
        self._note(request, answer.status, started)
        return answer

    def _url(self, path: str) -> str:
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError("path must be absolute and without a host")
        return f"{self.origin}{self.prefix}{path}"

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=TURN_SECONDS):
            raise NotReached(f"{self.name}: too many calls at once")
        try:
            yield
        finally:
            self._turns.release()

    def _exchange(self, request: httpx.Request) -> Answer:
        response = self._client.send(request, stream=True)
        try:
            body = b""
            for part in response.iter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    raise OutsideFailed(f"{self.name}: answer longer than {MOST_BYTES} bytes")
        finally:
            response.close()
        return Answer(response.status_code, response.headers, body)

    def _note(self, request: httpx.Request, outcome, started: float) -> None:
        """Neither query, header nor body: they hold secrets and people."""
        log.info(
            "outside %s %s %s -> %s in %d ms", self.name, request.method, request.url.path, outcome, (time.monotonic() - started) * 1000
        )
