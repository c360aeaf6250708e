"""Ports on the loopback: which are free, and notes of which we use."""

import json
import os
import socket
from pathlib import Path


def is_free(port, host="127.0.0.1"):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pair_of_free_ports():
    """The first of two neighbours; the simulated mail server stands one above the others."""
    while not is_free((port := free_port()) + 1):
        pass
    return port


def read_note(path):
    try:
        return json.loads(Path(path).read_text())
    except (FileNotFoundError, ValueError):
        return {}


def write_note(path, note):
    """Write so that a kill in the middle leaves the old note whole; only the owner may read it."""
    path = Path(path)
    fresh = path.with_suffix(".part")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
