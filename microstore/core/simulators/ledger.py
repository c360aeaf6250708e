"""State of one simulator in one SQLite file: documents by kind and key, and calls to make later."""

import json
import sqlite3
import threading
import time
from contextlib import contextmanager
from pathlib import Path

TABLES = """
CREATE TABLE IF NOT EXISTS doc (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, key));
CREATE TABLE IF NOT EXISTS call (id INTEGER PRIMARY KEY, facts TEXT NOT NULL, due_at REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting');
CREATE INDEX IF NOT EXISTS call_due ON call (due_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS nonce (value TEXT PRIMARY KEY, at REAL NOT NULL);
"""


class Ledger:
    """One connection behind one lock: a simulator is small. Everything written is on disk before it is answered."""

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + TABLES)

    @contextmanager
    def together(self):
        """All or nothing, and nobody in between."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def put(self, kind: str, key: str, doc: dict) -> None:
        with self.together():
            self._db.execute(
                "INSERT INTO doc (kind, key, body) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
                (kind, key, json.dumps(doc, ensure_ascii=False)),
            )

    def get(self, kind: str, key: str) -> dict | None:
        with self._lock:
            row = self._db.execute("SELECT body FROM doc WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return json.loads(row[0]) if row else None

    def newest(self, kind: str, most: int = 50) -> list[dict]:
        with self._lock:
            rows = self._db.execute("SELECT body FROM doc WHERE kind = ? ORDER BY place DESC LIMIT ?", (kind, most)).fetchall()
        return [json.loads(row[0]) for row in rows]

    def remove(self, kind: str, key: str) -> None:
        with self.together():
            self._db.execute("DELETE FROM doc WHERE kind = ? AND key = ?", (kind, key))

    def use_nonce(self, value: str, keep_seconds: float = 900) -> bool:
        """False when this nonce was used before."""
        with self.together():
            self._db.execute("DELETE FROM nonce WHERE at < ?", (time.time() - keep_seconds,))
            return self._db.execute("INSERT OR IGNORE INTO nonce VALUES (?, ?)", (value, time.time())).rowcount == 1

    def plan(self, facts: dict, *, after_seconds: float) -> None:
        with self.together():
            self._db.execute(
                "INSERT INTO call (facts, due_at) VALUES (?, ?)", (json.dumps(facts, ensure_ascii=False), time.time() + after_seconds)
            )

    def take_due(self, most: int, *, for_seconds: float = 30) -> list[tuple[int, dict, int]]:
        """(id, facts, tries before) of calls that are due; taken for a while, so that a killed simulator's calls come again."""
        now = time.time()
        with self.together():
            rows = self._db.execute(
                "SELECT id, facts, tries FROM call WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?", (now, most)
            ).fetchall()
            for row in rows:
                self._db.execute("UPDATE call SET due_at = ?, tries = tries + 1 WHERE id = ?", (now + for_seconds, row[0]))
        return [(row[0], json.loads(row[1]), row[2]) for row in rows]

    def finish_call(self, call_id: int) -> None:
        self._set_call(call_id, "done", 0)

    def give_up_call(self, call_id: int) -> None:
        self._set_call(call_id, "given up", 0)

    def postpone_call(self, call_id: int, seconds: float) -> None:
        self._set_call(call_id, "waiting", time.time() + seconds)

    def waiting_calls(self) -> int:
        with self._lock:
            return self._db.execute("SELECT count(*) FROM call WHERE state = 'waiting'").fetchone()[0]

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _set_call(self, call_id, state, due_at):
        with self.together():
            self._db.execute("UPDATE call SET state = ?, due_at = ? WHERE id = ?", (state, due_at, call_id))
