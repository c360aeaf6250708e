"""Restore a backup: its files proved by their digests, its database put into an empty one, its uploads beside."""

import contextlib
import json
import tarfile
import tempfile
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connections

from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from operations.backups import programs, sealing
from operations.backups.making import DATABASE, MANIFEST, MEDIA, digest_of


def restore(folder: Path, database: str, *, media: Path | None = None) -> dict:
    """Put the backup in ``folder`` into a new database called ``database``. Returns the manifest.

    Refuses a backup that is not whole, one sealed with another key, and a database that exists already.
    """
    manifest = proved(folder)
    if exists(database):
        raise Refused(_("The database %(name)s exists already.") % {"name": database})
    with opened(folder / DATABASE) as dump:
        _administer(f'CREATE DATABASE "{database}"')
        programs.run("pg_restore", "--no-owner", "--exit-on-error", "--jobs=2", f"--dbname={database}", dump, database=database)
    if media:
        with opened(folder / MEDIA) as packed, tarfile.open(packed) as tar:
            tar.extractall(media, filter="data")
    return manifest


def proved(folder: Path) -> dict:
    """The manifest, once every file of it is there with the size and digest it was written with."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        raise Refused(_("%(folder)s holds no whole backup.") % {"folder": folder}) from None
    for name, facts in manifest["files"].items():
        path = folder / name
        if not path.exists() or path.stat().st_size != facts["size"] or digest_of(path) != facts["sha256"]:
            raise Refused(_("%(name)s of the backup is not as it was written.") % {"name": name})
    return manifest


@contextlib.contextmanager
def opened(path: Path):
    """The plain file: itself, or unsealed for as long as it is needed."""
    with path.open("rb") as file:
        is_sealed = file.read(4) == sealing.MAGIC
    if not is_sealed:
        yield path
        return
    if not settings.BACKUP_KEY:
        raise Refused(_("The backup is encrypted; name its key in BACKUP_KEY."))
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        plain = Path(scratch) / path.name
        sealing.unseal(path, plain, settings.BACKUP_KEY)
        yield plain


def exists(database: str) -> bool:
    return bool(_administer("SELECT 1 FROM pg_database WHERE datname = %s", database))


def drop(database: str) -> None:
    _administer(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _administer(sql: str, *values) -> list:
    """Outside any transaction, on a connection of its own."""
    told = connections["default"].settings_dict
    link = psycopg2.connect(
        host=told["HOST"] or None, port=told["PORT"] or None, user=told["USER"], password=told["PASSWORD"], dbname="postgres"
    )
    with contextlib.closing(link):
        link.autocommit = True
        cursor = link.cursor()
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []
