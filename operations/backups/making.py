"""Make a backup: counted and dumped in one moment of the database, uploads beside it, sealed, listed with digests, copied off site."""

import hashlib
import json
import shutil
import tarfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import connection, transaction

from microstore.core import clock
from microstore.core.events import publish
from microstore.core.faults import fault_point
from operations.backups import contents, programs, sealing
from operations.backups.events import BackupFailed, BackupMade
from operations.models import Backup

DATABASE, MEDIA, MANIFEST = "database.dump", "media.tar", "manifest.json"


def folder_of(name: str) -> Path:
    return Path(settings.BACKUP_DIR) / name


def make(*, by=None) -> Backup:
    """A new backup. One that fails is kept as failed, with the reason, and raised."""
    backup = Backup.objects.create(name=clock.local_now().strftime("%Y%m%d-%H%M%S-%f")[:19], by=by, is_encrypted=bool(settings.BACKUP_KEY))
    folder = folder_of(backup.name)
    try:
        folder.mkdir(parents=True, mode=0o700)
        manifest = _fill(folder)
        _finish(backup, folder, manifest)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        _fail(backup, error)
        raise
    copy_off_site(backup)
    forget_old()
    return backup


def _fill(folder: Path) -> dict:
    with one_moment() as snapshot:
        with connection.cursor() as cursor:
            figures = contents.figures(cursor)
        programs.run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={folder / DATABASE}")
    fault_point("backups.make.after_dump")
    _pack_media(folder / MEDIA)
    files = {name: _keep(folder / name) for name in (DATABASE, MEDIA)}
    manifest = {"made_at": clock.now().isoformat(), "files": files, **figures}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    return manifest


@contextmanager
def one_moment():
    """A transaction that sees one moment of the database, and the name by which pg_dump sees the same."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _pack_media(target: Path) -> None:
    """Uploads that lie on this machine; those in a bucket are kept by the bucket's own versions."""
    root = Path(settings.MEDIA_ROOT)
    with tarfile.open(target, "w") as tar:
        if root.is_dir():
            tar.add(root, arcname=".")


def _keep(path: Path) -> dict:
    """Seal the file if there is a key; size and digest of what lies on the disk then."""
    if settings.BACKUP_KEY:
        plain = path.with_suffix(".plain")
        path.rename(plain)
        sealing.seal(plain, path, settings.BACKUP_KEY)
        plain.unlink()
    return {"size": path.stat().st_size, "sha256": digest_of(path)}


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic
def _finish(backup: Backup, folder: Path, manifest: dict) -> None:
    backup.state, backup.ended_at, backup.manifest = Backup.State.DONE, clock.now(), manifest
    backup.size = sum(path.stat().st_size for path in folder.iterdir())
    backup.save()
    publish(BackupMade(backup.name, backup.size, manifest["seal"]), about=backup, by=backup.by)


@transaction.atomic
def _fail(backup: Backup, error: Exception) -> None:
    backup.state, backup.ended_at, backup.error = Backup.State.FAILED, clock.now(), f"{type(error).__name__}: {error}"[:2000]
    backup.save()
    publish(BackupFailed(backup.name, backup.error[:300]), about=backup, by=backup.by)


def copy_off_site(backup: Backup) -> None:
    """Put every file into the storage called ``offsite``, if there is one; files that lie there whole are not sent again."""
    if "offsite" not in settings.STORAGES:
        return
    storage = storages["offsite"]
    for path in sorted(folder_of(backup.name).iterdir()):
        place = f"{backup.name}/{path.name}"
        if storage.exists(place) and storage.size(place) == path.stat().st_size:
            continue
        if storage.exists(place):
            storage.delete(place)
        with path.open("rb") as file:
            storage.save(place, File(file))
    Backup.objects.filter(pk=backup.pk).update(copied_at=clock.now())


def forget_old() -> int:
    """Remove what has served its time from this machine: all but the newest ``BACKUPS_KEPT``."""
    from operations.norms import BACKUPS_KEPT

    done = Backup.objects.filter(state=Backup.State.DONE).order_by("-begun_at")
    old = list(done[BACKUPS_KEPT.value :])
    for backup in old:
        shutil.rmtree(folder_of(backup.name), ignore_errors=True)
    return Backup.objects.filter(pk__in=[backup.pk for backup in old]).update(state=Backup.State.GONE)
