"""The load, a process of its own: visitors and buyers who come at a fixed rate whatever the shop does, and write down what they met.

Reads its wish as JSON from stdin, appends one JSON line per step to a file, and goes home at SIGTERM when everybody inside has finished.
"""
import asyncio
import json
import random
import re
import signal
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench.buyers import hidden, own_address
from bench.client import Visitor

PATIENCE = 15  # seconds for one answer
RETURNS = 150  # seconds a buyer goes on pressing the button again
MOST_INSIDE = 60  # more turn round at the door: they are counted, and do not wait
CANCELS = 0.08
NUMBER = re.compile(r"/orders/([^/]+)/")


class Diary:
    def __init__(self, path):
        self.file = Path(path).open("a", buffering=1)  # noqa: SIM115 - open as long as the process lives

    def write(self, what, outcome, begun, **facts):
        self.file.write(json.dumps({"at": begun, "took": round(time.time() - begun, 3), "what": what, "outcome": outcome, **facts}) + "\n")


class Person:
    """A browser that opens a new connection for each request, so that every answer lost on the way is seen and counted."""

    def __init__(self, diary, port, address, cookies=None):
        self.diary, self.visitor = diary, Visitor(port, address)
        self.visitor.cookies |= cookies or {}

    async def ask(self, what, method, path, *form, wanted=(200, 302, 303), port=None):
        """The answer, or None for an error, which is written down."""
        begun, visitor = time.time(), self.visitor
        shop, visitor.port = visitor.port, port or visitor.port
        try:
            answer = await asyncio.wait_for(visitor.ask_once(method, path, *form), PATIENCE)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.diary.write(what, "slow" if isinstance(error, TimeoutError) else "refused", begun, why=type(error).__name__)
            return None
        finally:
            visitor.close()
            visitor.port = shop
        outcome = "5xx" if answer.status >= 500 else "ok" if answer.status in wanted else "no"
        self.diary.write(what, outcome, begun, status=answer.status, **({"path": path} if outcome != "ok" else {}))
        return answer if answer.status < 500 else None


class Crowd:
    def __init__(self, wish):
        self.wish, self.diary, self.over = wish, Diary(wish["diary"]), asyncio.Event()
        self.port, self.simulators = wish["port"], wish["simulators"]
        self.free, self.inside = list(wish["buyers"]), set()
        random.shuffle(self.free)

    async def run(self):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.over.set)
        await asyncio.gather(self.come(self.wish["pages"], self.look), self.come(self.wish["rate"], self.buy))
        while self.inside:
            await asyncio.wait(set(self.inside))

    async def come(self, rate, act):
        """Open loop: the next one comes when it is time, whether or not those before were served."""
        due = time.monotonic()
        while rate and not self.over.is_set():
            due += 1 / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            if task := act():
                started = asyncio.create_task(task)
                self.inside.add(started)
                started.add_done_callback(self.inside.discard)

    def look(self):
        if len(self.inside) < MOST_INSIDE:
            return self.visit(random.choice(self.wish["paths"]))
        return self.diary.write("page", "crowded", time.time())

    async def visit(self, path):
        await Person(self.diary, self.port, own_address(random.randrange(5000))).ask("page", "GET", path)

    def buy(self):
        if self.free and len(self.inside) < MOST_INSIDE:
            return self.order(self.free.pop())
        return self.diary.write("order", "crowded", time.time())

    async def order(self, buyer):
        """Cart, checkout, order, payment; whatever fails is tried again, as people do, with the same page."""
        cookies = {"microstore_session": buyer["session"]}
        person = Person(self.diary, self.port, own_address(buyer["address"]), cookies)
        try:
            if number := await self.place(person, buyer):
                await self.pay(person, number)
        finally:
            self.free.insert(0, buyer)

    async def again(self, act):
        """Until ``act`` gives something, for as long as a buyer has patience."""
        end, pause = time.monotonic() + RETURNS, 1.5
        while not (found := await act()) and time.monotonic() < end:
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 8)
        return found

    async def place(self, person, buyer):
        sku = random.choice(self.wish["skus"])
        wish = {"sku": sku["pk"], "units": 1, "next": "/cart/"}
        await self.again(lambda: person.ask("cart", "POST", "/cart/add/", wish))
        page = await self.again(lambda: person.ask("checkout", "GET", "/checkout/"))
        if page is None or page.status != 200:
            return None
        html, token = page.body.decode(), uuid.uuid4().hex
        form = {"token": token, "shown_total": hidden(html, "shown_total"), "address": buyer["address"], "people_seen": "on", "adult": "on",
                "agreed": "on", "act": "place", "note": ""}  # fmt: skip
        form["offer"] = re.findall(r'name="offer" value="([^"]*)"', html)
        answer = await self.again(lambda: person.ask("place", "POST", "/checkout/", form, wanted=(302,)))
        number = NUMBER.search(answer.headers.get("location", "")) if answer else None
        self.diary.write("placed" if number else "tried", "ok" if number else "no", time.time(), token=token, number=number and number[1])
        return number and number[1]

    async def pay(self, person, number):
        async def start():
            answer = await person.ask("pay", "POST", f"/orders/{number}/pay/", {"method": "h5"}, wanted=(302,))
            where = answer.headers.get("location", "") if answer else ""
            if where and "prepay_id" not in where and NUMBER.search(where):
                self.diary.write("pay", "put off", time.time())
            return where if "prepay_id" in where else ""

        where = urlsplit(await self.again(start) or "")
        if not where.query:
            return
        form = {name: values[0] for name, values in parse_qs(where.query).items()}
        done = await self.again(lambda: person.ask("wechat", "POST", "/wechatpay/pay", form, port=self.simulators))
        self.diary.write("paid" if done else "unpaid", "ok" if done else "no", time.time(), number=number)
        if done and random.random() < CANCELS:
            await asyncio.sleep(random.uniform(0, 12))
            await person.ask("cancel", "POST", f"/orders/{number}/cancel/", {"reason": "mind"})


def main():
    asyncio.run(Crowd(json.load(sys.stdin)).run())


if __name__ == "__main__":
    main()
