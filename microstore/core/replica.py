"""Reads that may be seconds old go to a copy of the database where there is one: figures, reports, exports, evidence.

The copy is asked every few seconds whether it answers and how far it is behind; while it does not, the database itself answers.
"""

import time
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import DatabaseError, connections

ALIAS = "replica"
LOOKED_AT_EVERY = 5.0  # seconds
BEHIND_AT_MOST = 30.0  # seconds

_chosen: ContextVar[str | None] = ContextVar("read_from", default=None)
_state = {"until": 0.0, "is_fit": False}
_LAG = """
SELECT pg_is_in_recovery(),
    CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END
"""


class Router:
    """Sends reads to the alias chosen by ``reading``; everything else goes where Django sends it."""

    def db_for_read(self, model, **hints):
        return _chosen.get()

    def allow_relation(self, one, other, **hints):
        return True  # rows of the copy are rows of the database

    def allow_migrate(self, db, app_label, **hints):
        return False if db == ALIAS else None


@contextmanager
def reading():
    """Reads inside are answered by the copy if it is fit. Nothing may be written inside."""
    token = _chosen.set(ALIAS if is_fit() else None)
    try:
        yield
    finally:
        _chosen.reset(token)


def reads(function: Callable) -> Callable:
    """The same for a whole function."""

    @wraps(function)
    def read(*args, **kwargs):
        with reading():
            return function(*args, **kwargs)

    return read


def is_fit() -> bool:
    """Whether the copy answers and is close behind."""
    if ALIAS not in connections.settings:
        return False
    if time.monotonic() >= _state["until"]:
        _state.update(is_fit=_looks_fit(), until=time.monotonic() + LOOKED_AT_EVERY)
    return _state["is_fit"]


def _looks_fit() -> bool:
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(_LAG)
            is_copy, behind = cursor.fetchone()
    except DatabaseError:
        connections[ALIAS].close()
        return False
    return is_copy and behind is not None and behind <= BEHIND_AT_MOST


def forget() -> None:
    """Look anew at the next question."""
    _state["until"] = 0.0
