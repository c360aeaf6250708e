"""The load generator, a process of its own: reads what to do as JSON from stdin, writes what happened as JSON to stdout."""
import asyncio
import json
import random
import sys
import time

from . import buyers
from .client import Visitor


def percentile(seconds, share):
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def summary(answers, took):
    """Statuses, rate and times of a list of (status, seconds)."""
    statuses = {}
    for status, _ in answers:
        statuses[status] = statuses.get(status, 0) + 1
    times = [seconds for _, seconds in answers]
    return {
        "count": len(answers), "statuses": statuses, "rate": len(answers) / took if took else 0.0, "took": took,
        "p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "p99": percentile(times, 0.99), "worst": max(times, default=0.0),
    }  # fmt: skip


def verdict(answer):
    """ "placed" when the answer leads on to an order, else its status: out of stock leads back to the cart."""
    return "placed" if answer.status == 302 and "/orders/" in answer.headers.get("location", "") else answer.status


async def once(port, paths, connections):
    """Each page once: what it costs when nobody has seen it since it changed."""
    waiting, answers, begun = list(paths), [], time.perf_counter()

    async def work():
        visitor = Visitor(port)
        while waiting:
            answer = await visitor.get(waiting.pop())
            answers.append((answer.status, answer.seconds))
        visitor.close()

    await asyncio.gather(*(work() for _ in range(connections)))
    return summary(answers, time.perf_counter() - begun)


async def visit(port, paths, cookies, until, answers):
    visitor = Visitor(port)
    visitor.cookies |= cookies
    while time.perf_counter() < until:
        answer = await visitor.get(random.choice(paths))
        answers.append((answer.status, answer.seconds))
    visitor.close()


async def pages(port, paths, seconds, connections, cookies):
    """GET pages drawn at random for ``seconds`` over ``connections``."""
    answers, begun = [], time.perf_counter()
    await asyncio.gather(*(visit(port, paths, cookies, begun + seconds, answers) for _ in range(connections)))
    return summary(answers, time.perf_counter() - begun)


async def posts(port, requests, connections):
    """POST each of ``requests`` (path, form, cookies) once, at most ``connections`` at a time; all at once when that is their number."""
    gate, answers = asyncio.Semaphore(connections), []
    crowd = [Visitor(port, buyers.own_address(place)) for place in range(len(requests))]
    for visitor, request in zip(crowd, requests, strict=True):
        visitor.cookies |= request["cookies"]
        if connections >= len(requests):  # standing at the door, connection open
            visitor.streams = await asyncio.open_connection("127.0.0.1", port, local_addr=(visitor.address, 0), limit=2**20)

    async def send(visitor, request):
        async with gate:
            answer = await visitor.post(request["path"], request["form"])
            answers.append((verdict(answer), answer.seconds))
            visitor.close()

    begun = time.perf_counter()
    await asyncio.gather(*(send(visitor, request) for visitor, request in zip(crowd, requests, strict=True)))
    return summary(answers, time.perf_counter() - begun)


def main():
    wish = json.load(sys.stdin)
    what = {"pages": pages, "once": once, "posts": posts, "purchases": buyers.purchases}[wish.pop("what")]
    json.dump(asyncio.run(what(**wish)), sys.stdout)


if __name__ == "__main__":
    main()
