"""bin/bench: set the stage, measure in turns, say what is met."""
import argparse
import asyncio
import random
import re
import sys
from pathlib import Path

from microstore import env
from microstore.run.say import CannotStart, complain, say
from microstore.run.shop import ROOT
from microstore.run.supervisor import Stopped, Supervisor

from . import budgets, turns
from .client import Visitor
from .house import House

CONNECTIONS = 8
FLOOR_ITEMS = [f"/items/item-{number}/" for number in range(1, 1001)]
SIZES = (1_000, 20_000, 200_000)
ROUNDS, GROWTH_ROUNDS = 5, 3
FLOOR_LISTS = [f"/list/{number}/" for number in range(50)]


class Bench:
    def __init__(self, house, rounds, seconds):
        self.house, self.rounds, self.seconds, self.found, self.notes = house, rounds, seconds, [], []
        self.shelf = house.stage("goods")

    def run(self):
        self.measure_pages()
        self.count_queries()
        self.weigh()
        self.house.start_workers()
        self.measure_purchases()
        self.measure_place_order()
        self.race()
        self.add(budgets.at_most("memory of two web workers after load", 200, self.house.memory(), " MB PSS"))
        starts = sorted(self.house.cold_start() for _ in range(3))
        self.add(budgets.at_most("cold start of the web process", 2, starts[1], " s"))

    def add(self, line):
        self.found.append(line)
        say(f"  {'met   ' if line.is_met else 'MISSED'}  {line.what}: {line.measured}  (owed {line.budget})")

    def visit_once(self, shop):
        """Every product and list page once, which also fills the caches; the rate is printed beside the budgets."""
        for name, paths in (("product", self.shelf["products"]), ("list", self.shelf["lists"])):
            outcome = self.house.load("once", port=shop, paths=paths, connections=CONNECTIONS)
            note = f"Uncached, each {name} page for the first time: {outcome['rate']:.0f} a second, p95 {outcome['p95'] * 1000:.0f} ms."
            self.notes.append(note)
            say(f"          {note}")
        self.house.load("pages", port=self.house.floor_port, paths=FLOOR_ITEMS, seconds=1, connections=CONNECTIONS, cookies={})

    def visit(self, port, paths, cookies=None):
        wish = {"port": port, "paths": paths, "seconds": self.seconds, "connections": CONNECTIONS, "cookies": cookies or {}}
        outcome = self.house.load("pages", **wish)
        wrong = {status: count for status, count in outcome["statuses"].items() if status != "200"}
        if wrong:
            complain(f"{paths[0]} and its like: {wrong}")
        return outcome["rate"]

    def measure_pages(self):
        shop, floor = self.house.given.PORT, self.house.floor_port
        shopper = asyncio.run(fill_cart(shop, random.sample(self.shelf["skus"], 3)))
        pairs = [
            ("product page, as a stranger", 0.6, self.shelf["products"], {}, FLOOR_ITEMS),
            ("product page with 3 lines in the cart", 0.5, self.shelf["products"], shopper, FLOOR_ITEMS),
            ("list page of 20", 0.6, self.shelf["lists"], {}, FLOOR_LISTS),
            ("home from cache, against a cached floor page", 0.5, ["/"], {}, ["/cached/"]),
        ]
        self.visit_once(shop)
        for name, least, paths, cookies, floor_paths in pairs:
            rates = [(self.visit(shop, paths, cookies), self.visit(floor, floor_paths)) for _ in range(self.rounds + 1)]
            self.add(budgets.ratio(name, least, rates[1:]))  # the first round warms up

    def count_queries(self):
        counted = self.house.stage("queries")
        for name, most in (("product", 4), ("product with cart", 6), ("list", 6), ("place order", 15)):
            self.add(budgets.at_most(f"queries: {name}", most, counted[name]["queries"]))
        for name in ("home", "product", "list"):
            self.add(budgets.at_most(f"HTML of {name}", 30.0, counted[name]["bytes"] / 1000, " kB"))

    def weigh(self):
        html = asyncio.run(fetch(self.house.given.PORT, self.shelf["products"][0]))
        names = set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', html))
        weight = sum(compressed(self.house.var / "static" / name) for name in names) / 1000
        self.add(budgets.at_most("CSS and JS of a product page, compressed", 60.0, weight, " kB"))

    def measure_purchases(self):
        outcomes = [
            self.house.load("purchases", port=self.house.given.PORT, simulators=self.house.environment["SIMULATORS_URL"],
                            goods=self.shelf["skus"], count=24, connections=CONNECTIONS) for _ in range(self.rounds)
        ]  # fmt: skip
        for stuck in [wrong for outcome in outcomes for wrong in outcome["stuck"]][:3]:
            complain(f"a buyer got stuck: {stuck}")
        rates = sorted(outcome["rate"] for outcome in outcomes)
        self.add(budgets.at_most("requests of a purchase of 3 lines by a new customer", 12, outcomes[0]["requests"]))
        note = f" ({rates[0]:.1f}–{rates[-1]:.1f})"
        self.add(budgets.at_least("purchases a second, c=8, on a machine whose floor does 400/s", 15, rates[len(rates) // 2], note=note))

    def measure_place_order(self):
        pairs = []
        for _ in range(self.rounds):
            ready = self.house.stage("racers", 100, 0, 3)["requests"]
            ours = self.house.load("posts", port=self.house.given.PORT, requests=ready, connections=CONNECTIONS)
            empty = [{"path": "/order/", "form": request["form"] | {"receiver_name": "林晓"}, "cookies": {}} for request in ready]
            floor = self.house.load("posts", port=self.house.floor_port, requests=empty, connections=CONNECTIONS)
            if set(ours["statuses"]) != {"placed"} or set(floor["statuses"]) != {"placed"}:
                complain(f"place order answered {ours['statuses']}, the floor {floor['statuses']}")
            pairs.append((ours["rate"], floor["rate"]))
        self.add(budgets.ratio("place-order step, c=8", 0.5, pairs))

    def race(self):
        for buyers in (100, 200, 500):
            ready = self.house.stage("racers", buyers, 50, 1)
            outcome = self.house.load("posts", port=self.house.given.PORT, requests=ready["requests"], connections=buyers)
            self.add(budgets.race(buyers, outcome, self.house.stage("sold", ready["skus"][0])))


async def fill_cart(port, skus):
    """The cookies of a visitor with these in the cart."""
    visitor = Visitor(port)
    for sku in skus:
        await visitor.post("/cart/add/", {"sku": sku["pk"], "units": 1, "next": "/cart/"})
    await visitor.get("/cart/")  # reads what was to be said about them
    visitor.close()
    return visitor.cookies


async def fetch(port, path):
    visitor = Visitor(port)
    answer = await visitor.get(path)
    visitor.close()
    return answer.body.decode()


def compressed(path):
    brotli = Path(f"{path}.br")
    return (brotli if brotli.exists() else Path(path)).stat().st_size


def options():
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure the shop against a bare Django page.")
    parser.add_argument("--rounds", type=int, help="5, or 3 with --growth")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--growth", action="store_true", help="only measure pages over 1,000, 20,000 and 200,000 goods")
    parser.add_argument("--output", default=str(ROOT / "docs/benchmarks.md"))
    return parser.parse_args()


def main():
    chosen = options()
    try:
        with Supervisor(env.VAR / "bench") as supervisor:
            house = House(supervisor)
            if chosen.growth:
                house.open_shelf()
                shelves = {size: house.environment | {"DATABASE_URL": house.shelf_of(size)} for size in SIZES}
                budgets.write_growth(chosen.output, turns.measure(shelves, chosen.rounds or GROWTH_ROUNDS))
                say(f"Written: {chosen.output}")
                return 0
            house.open()
            bench = Bench(house, chosen.rounds or ROUNDS, chosen.seconds)
            bench.run()
            budgets.write(chosen.output, bench.found, bench.rounds, bench.notes)
            say(f"Written: {chosen.output}")
    except Stopped:
        return 130
    except CannotStart as reason:
        complain(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
