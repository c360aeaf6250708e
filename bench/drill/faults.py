"""What is broken, one after the other."""
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """``act`` breaks something and comes back when it is over; ``lasting`` faults are judged from their end, others from their beginning.

    ``watch``: seconds to look on at least; what is mended by a sweep shows only after it."""

    name: str
    what: str
    act: Callable
    watch: int = 12
    lasting: bool = False
    in_brief: int = 0  # seconds under --quick, where it lasts


def provider(name, how, seconds, what, *, delay=5.0, watch=6):
    def act(house, lasts):
        house.behave(how, delay)
        time.sleep(lasts or seconds)
        house.behave("")

    return Fault(name, what, act, watch=watch, lasting=True, in_brief=8)


FAULTS = [
    Fault("web", "kill -9 of one of two web workers", lambda house, _lasts: house.kill_web_worker(), watch=8),
    Fault("worker", "kill -9 of the quick Celery worker", lambda house, _lasts: house.kill("worker"), watch=15),
    Fault("beat", "kill -9 of beat", lambda house, _lasts: house.kill("beat")),
    Fault("database", "kill -9 of PostgreSQL", lambda house, _lasts: house.kill("postgres"), watch=15),
    Fault("broker", "kill -9 of Valkey", lambda house, _lasts: house.kill("valkey"), watch=15),
    Fault("everything", "kill -9 of all processes at once, then one bin/run", lambda house, _lasts: house.kill_everything(), watch=15),
    Fault("no-broker", "Valkey gone for two minutes", lambda house, lasts: house.keep_down("valkey", lasts or 120), watch=15, lasting=True,
          in_brief=15),
    provider("hung", "hung", 20, "payment provider takes calls and never answers, 20 s"),
    provider("slow", "slow", 20, "payment provider answers after 5 s, 20 s long"),
    provider("twice", "twice", 15, "every payment notice five times at once, 15 s long"),
    provider("late", "late", 15, "payment notices three minutes late, 15 s long", delay=180),
    provider("never", "never", 15, "no payment notice at all, 15 s long"),
    provider("forged", "forged", 15, "payment notices with a wrong signature, 15 s long"),
    provider("wrong", "wrong", 6, "payment notices with a wrong amount, 6 s long"),
]  # fmt: skip
