"""Skips work whose sources have not changed since it was last done."""
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders


def message_files():
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/*.po"))


def static_files():
    """Every file that collectstatic would collect, of the project and of its packages."""
    return [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]


def digest(paths):
    """Name, size and time of each file: enough to notice an edit, quick over thousands of files. Other storage, other result."""
    told = hashlib.sha256(str(settings.STORAGES).encode())
    for path in paths:
        facts = path.stat()
        told.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return told.hexdigest()


def unless_fresh(name, sources, act):
    """Run ``act`` unless it ran with exactly these sources before. A kill in the middle makes it run again."""
    note, now = settings.VAR / f"fresh-{name}", digest(sources)
    if note.exists() and note.read_text() == now:
        return
    note.unlink(missing_ok=True)
    act()
    note.write_text(now)
