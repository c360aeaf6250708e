"""A small HTTP/1.1 client for load: one kept connection, cookies, no more than that. Standard library only."""
import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

CSRF = "bench0bench0bench0bench0bench012"  # Django takes any 32 letters that come both as cookie and in the form
AGENT = "Mozilla/5.0 (X11; Linux x86_64) microstore-bench"


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes
    seconds: float


@dataclass
class Visitor:
    """One browser. ``address`` is the loopback address it comes from: limits by address then see many visitors."""

    port: int
    address: str = "127.0.0.1"
    cookies: dict = field(default_factory=lambda: {"microstore_csrf": CSRF})
    streams: tuple | None = None

    async def get(self, path):
        return await self.ask("GET", path)

    async def post(self, path, form):
        return await self.ask("POST", path, self._written(form))

    async def ask_once(self, method, path, form=None, kind="application/x-www-form-urlencoded"):
        """One request on a connection of its own: an answer that is lost is lost."""
        self.close()
        return await self._ask(method, path, self._written(form) if form is not None else b"", kind)

    def _written(self, form):
        return urlencode({"csrfmiddlewaretoken": self.cookies.get("microstore_csrf", ""), **form}, doseq=True).encode()

    async def ask(self, method, path, body=b"", kind="application/x-www-form-urlencoded"):
        """One request; a connection that the server closed meanwhile is opened anew, once."""
        begun = time.perf_counter()
        try:
            answer = await self._ask(method, path, body, kind)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.streams = None
            answer = await self._ask(method, path, body, kind)
        answer.seconds = time.perf_counter() - begun
        return answer

    async def _ask(self, method, path, body, kind):
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0), limit=2**20)
        reader, writer = self.streams
        writer.write(self._head(method, path, body, kind) + body)
        await writer.drain()
        return await self._read(reader)

    def _head(self, method, path, body, kind):
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"User-Agent: {AGENT}", "Accept: text/html", "Accept-Language: zh-CN"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _read(self, reader):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep(value)
            headers[name.lower()] = value
        body = await self._body(reader, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(head[0].split()[1]), headers, body, 0.0)

    def _keep(self, cookie):
        name, _, value = cookie.split(";")[0].partition("=")
        self.cookies[name] = value
        if "max-age=0" in cookie.lower():
            del self.cookies[name]

    async def _body(self, reader, headers):
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        parts = []
        while size := int((await reader.readline()).strip() or b"0", 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(parts)

    def close(self):
        if self.streams:
            self.streams[1].close()
        self.streams = None
