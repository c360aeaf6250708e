"""The two switches of the tests: what happens at a fault point, and locking off. Production has no setting for either."""

import sys
import threading

from django.db import connection

from microstore.core import faults, locking


class Killed(BaseException):
    """The process dies here. Not an Exception: nothing in the product may catch it."""


def replace_everywhere(monkeypatch, original, substitute) -> None:
    """Every module that imported the function sees the substitute."""
    for module in list(sys.modules.values()):
        for name in ("locked", "fault_point"):
            if vars(module).get(name) is original if hasattr(module, "__dict__") else False:
                monkeypatch.setattr(module, name, substitute)


def locking_off(monkeypatch) -> None:
    """Rows are read in the same order, but nobody waits for anybody."""
    replace_everywhere(monkeypatch, locking.locked, lambda rows: rows.order_by("pk"))


def at_fault_point(monkeypatch, wanted: str, act) -> None:
    """Run ``act`` whenever the product passes the fault point ``wanted``."""
    replace_everywhere(monkeypatch, faults.fault_point, lambda name: act() if name == wanted else None)


def kill_at(monkeypatch, wanted: str) -> None:
    def die():
        raise Killed(wanted)

    at_fault_point(monkeypatch, wanted, die)


def together(*acts) -> list:
    """Run the acts at once, each on a connection of its own; what each returned or raised, in order."""
    start = threading.Barrier(len(acts))
    results: list = [None] * len(acts)

    def run(place, act):
        try:
            start.wait(120)
            results[place] = act()
        except Exception as error:  # what a race raises is its result
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(180)
    return results
