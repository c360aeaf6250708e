"""New customers who buy three things: product pages, cart, checkout, code by text message, order."""
import asyncio
import json
import random
import re
import time
import urllib.request

from .client import Visitor

PARCEL = {
    "receiver_name": "林晓", "receiver_phone": "", "province": "110000", "city": "110000", "district": "110108",
    "detail": "科学院南路6号2号楼502", "note": "", "agreed": "on", "people_seen": "on", "adult": "on",
}  # fmt: skip


def own_address(place):
    """A loopback address for the visitor at ``place``, so that limits by address see many homes and not one."""
    return f"127.1.{place // 250 % 250}.{place % 250 + 1}"


def hidden(html, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    if not found:
        raise SystemExit(f"the checkout page has no field {name}")
    return found[1]


class Buyer:
    """Counts its own requests; ``wrong`` says where it got stuck."""

    def __init__(self, port, place, goods):
        self.visitor, self.goods, self.requests, self.wrong = Visitor(port, own_address(place)), goods, 0, ""
        self.phone = f"137{random.randrange(10**7):07d}5"
        self.seconds = 0.0

    async def step(self, wanted, method, *arguments):
        answer = await getattr(self.visitor, method)(*arguments)
        self.requests += 1
        self.seconds = answer.seconds
        if answer.status != wanted and not self.wrong:
            self.wrong = f"{method} {arguments[0]}: {answer.status}"
        return answer.body.decode()

    async def fill(self):
        for sku in self.goods:
            await self.step(200, "get", sku["path"])
            await self.step(302, "post", "/cart/add/", {"sku": sku["pk"], "units": 1, "next": "/cart/"})
        html = await self.step(200, "get", "/checkout/")
        self.form = {name: hidden(html, name) for name in ("token", "shown_total")}
        await self.step(200, "post", "/checkout/", {"act": "send_code", "phone": self.phone})

    async def place(self, code):
        form = {**PARCEL, **self.form, "phone": self.phone, "code": code, "act": "place"}
        await self.step(302, "post", "/checkout/", form)
        self.visitor.close()


def read_code(simulators, phone):
    """The newest code this phone got, as the simulated SMS service shows it."""
    wish = json.dumps({"act": "newest", "phone": phone}).encode()
    request = urllib.request.Request(f"{simulators}/sms/_control", wish, {"Content-Type": "application/json"})
    for _ in range(100):
        with urllib.request.urlopen(request, timeout=5) as answer:
            if code := json.load(answer).get("values", {}).get("code"):
                return code
        time.sleep(0.2)
    raise SystemExit(f"no code arrived for {phone}")


async def in_turn(tasks, connections):
    gate = asyncio.Semaphore(connections)

    async def one(task):
        async with gate:
            await task

    begun = time.perf_counter()
    await asyncio.gather(*(one(task) for task in tasks))
    return time.perf_counter() - begun


async def purchases(port, simulators, goods, count, connections):
    """``count`` whole purchases, ``connections`` at a time. Reading the text messages is not the shop's time and not counted."""
    crowd = [Buyer(port, place, random.sample(goods, 3)) for place in range(count)]
    took = await in_turn([buyer.fill() for buyer in crowd], connections)
    codes = [await asyncio.to_thread(read_code, simulators, buyer.phone) for buyer in crowd]
    took += await in_turn([buyer.place(code) for buyer, code in zip(crowd, codes, strict=True)], connections)
    stuck = [buyer.wrong for buyer in crowd if buyer.wrong]
    done = count - len(stuck)
    return {"count": done, "took": took, "rate": done / took, "requests": crowd[0].requests, "stuck": stuck[:3]}
