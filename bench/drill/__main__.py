"""bin/drill: start a shop, load it, break it part by part, and verify from outside. Exit code 1 when a promise was broken."""
import argparse
import signal
import statistics
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from microstore import env
from microstore.run.say import CannotStart, complain, say
from microstore.run.shop import ROOT

from . import table
from .faults import FAULTS
from .house import House
from .promises import PROMISES, unfinished

BUYERS = 300
WARM, CALM, STEADY = 12, 5, 3  # seconds; STEADY: how long jobs must be on time to count as done
GIVE_UP = 180
QUIET_WITHIN = 400  # the provider's late notices come after three minutes, payments are found within five
ON_TIME = 5  # seconds the oldest due news may wait
BAD = ("5xx", "refused", "slow")
PAGES, ORDERS = ("page", "cart", "checkout"), ("cart", "checkout", "place")


class Drill:
    def __init__(self, house, options):
        self.house, self.options = house, options
        self.asked = {"rate": options.rate, "pages": options.pages}

    def run(self, faults):
        self.begun = datetime.now(UTC)
        self.house.begin_load(self.options.rate, self.options.pages, BUYERS)
        self.warm()
        rows = []
        for fault in faults:
            found = self.suffer(fault)
            rows.append(found)
            say(" ".join(f"{cell}  " for cell in table.row(found)))
        self.house.end_load()
        self.wait_until_quiet()
        return rows

    def warm(self):
        """The first seconds fill caches; the rate of the next ones is what is reached without faults."""
        time.sleep(WARM / 2)
        since = time.time()
        time.sleep(WARM)
        took, steps = time.time() - since, [step for step in self.house.steps() if step["at"] >= since]
        done = Counter(step["what"] for step in steps if step["outcome"] == "ok")
        pages = [step["took"] * 1000 for step in steps if step["what"] == "page"]
        self.reached = {"rate": done["paid"] / took, "pages": done["page"] / took, "page_ms": statistics.median(pages or [0])}
        say(table.circumstances(self))

    def suffer(self, fault):
        lasts = fault.in_brief if self.options.quick else 0
        what = f"{fault.what}; in brief {lasts} s" if lasts else fault.what
        say(f"… {fault.name}: {what}")
        begun = time.time()
        fault.act(self.house, lasts)
        judged_from = time.time() if fault.lasting else begun
        jobs = self.wait_for_jobs(fault, judged_from)
        time.sleep(CALM)
        steps = [step for step in self.house.steps() if step["at"] + step["took"] >= begun]
        errors = Counter(step["outcome"] for step in steps if step["outcome"] in (*BAD, "put off"))
        return {
            "name": fault.name, "what": what, "errors": errors, "steps": len(steps), "jobs": jobs,
            "web": back(steps, PAGES, judged_from), "orders": back(steps, ORDERS, judged_from, proof=("place",)),
        }  # fmt: skip

    def wait_for_jobs(self, fault, judged_from):
        """Seconds until the timetable ran again and news was on time and stayed so; None when it never was."""
        on_time_since = None
        while (now := time.time()) < judged_from + GIVE_UP:
            oldest = self.house.oldest_due()
            if oldest is None or oldest > ON_TIME or not (on_time_since or self.house.timetable_ran(judged_from)):
                on_time_since = None
            else:
                on_time_since = on_time_since or now
            if on_time_since and now > max(on_time_since + STEADY, judged_from + fault.watch):
                return on_time_since - judged_from
            time.sleep(0.3)
        return None

    def wait_until_quiet(self):
        say("… the crowd has gone; waiting for what is still to come")
        end = time.monotonic() + QUIET_WITHIN
        while unfinished(self.house, self.begun) and time.monotonic() < end:
            time.sleep(1)

    def verify(self):
        """(lines to print, whether all promises were kept)."""
        lines, all_kept = [], True
        for promise in PROMISES:
            broken = list(promise(self.house, self.begun))
            all_kept = all_kept and not broken
            lines.append(f"{'**broken**' if broken else 'kept'}: {promise.__doc__}" + "".join(f"; {line}" for line in broken[:5]))
        return [*self.counts(), *lines], all_kept

    def counts(self):
        told, done = Counter(), self.house.steps()
        told.update(step["what"] for step in done if step["outcome"] == "ok")
        crowded = sum(step["outcome"] == "crowded" for step in done)
        since = self.begun
        orders, notices, again = (self.house.ask(f"SELECT {what} FROM {table} WHERE {when} >= %s", since)[0][0] for what, table, when in (
            ("count(*)", "orders_order", "placed_at"), ("count(*)", "orders_notice", "received_at"),
            ("coalesce(sum(times - 1), 0)", "orders_notice", "received_at")))  # fmt: skip
        doubtful = self.house.ask("SELECT count(*) FROM orders_payment WHERE created_at >= %s AND state = 'attention'", since)[0][0]
        yield (
            f"{told['page']} pages, {told['placed']} orders that buyers were told of ({orders} in the books), {told['paid']} paid, "
            f"{told['cancel']} cancelled; {notices} notices, {again} more times the same; {doubtful} payments told with a wrong amount "
            f"wait for a person; {crowded} people not let in because too many were inside"
        )


def back(steps, kinds, since, proof=None):
    """Seconds from ``since`` until ``proof`` succeeded and ``kinds`` failed no more: 0 when none failed, None when none came back."""
    ours = [step for step in steps if step["what"] in kinds]
    failed = [step["at"] + step["took"] for step in ours if step["outcome"] in BAD]
    if not failed or max(failed) < since:
        return 0.0
    proven = [step["at"] + step["took"] for step in steps if step["what"] in (proof or kinds) and step["outcome"] == "ok"]
    good = [at for at in proven if at > max(failed)]
    return min(good) - since if good else None


def options():
    parser = argparse.ArgumentParser(prog="bin/drill", description="Break every part of a shop under load and verify that nothing is lost.")
    parser.add_argument("--rate", type=float, default=1, help="orders begun a second (default 1)")
    parser.add_argument("--pages", type=float, default=4, help="pages a second (default 4)")
    parser.add_argument("--only", help=f"some faults alone: {','.join(fault.name for fault in FAULTS)}")
    parser.add_argument("--quick", action="store_true", help="lasting faults last only seconds")
    parser.add_argument("--keep", action="store_true", help="leave the shop running afterwards")
    parser.add_argument("--write", action="store_true", help="put the table into docs/drill.md")
    return parser.parse_args()


def main():
    chosen = options()
    wanted = chosen.only.split(",") if chosen.only else [fault.name for fault in FAULTS]
    if unknown := set(wanted) - {fault.name for fault in FAULTS}:
        complain(f"No such fault: {', '.join(sorted(unknown))}")
        return 2
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background takes it away
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    house = House((env.VAR / "drill").resolve())
    say("Starting a shop of its own under var/drill …")
    try:
        house.open()
        drill = Drill(house, chosen)
        found = drill.run([fault for fault in FAULTS if fault.name in wanted])
        verdicts, is_kept = drill.verify()
    except KeyboardInterrupt:
        return 130
    except CannotStart as reason:
        complain(str(reason))
        return 1
    finally:
        if not chosen.keep:
            house.close()
    rows = [table.row(each) for each in found]
    say("\n".join(["", table.circumstances(drill), "", table.printed(rows), "", *verdicts]))
    if chosen.write:
        table.write(Path(ROOT / "docs/drill.md"), drill, rows, verdicts)
    return 0 if is_kept and all(table.is_kept(each) for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
