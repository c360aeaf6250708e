"""Backups are whole or refused, restored exactly, tried every week, and a trial that fails is told."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils.translation import override

from inventory.models import Warehouse
from microstore.core import clock, events
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.models import Event
from microstore.messaging.models import Message
from operations import backups
from operations.backups import due, programs, restoring, sealing
from operations.backups.making import DATABASE, MANIFEST, MEDIA, folder_of
from operations.models import Backup, RestoreDrill
from tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db(transaction=True)
SCRATCH = "microstore_restored_by_a_test"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.BACKUP_DIR, settings.MEDIA_ROOT = tmp_path / "backups", tmp_path / "media"
    yield
    restoring.drop(SCRATCH)


@pytest.fixture
def house():
    """Something to keep: a warehouse with a name, a line in its timeline, an uploaded picture."""
    warehouse = Warehouse.objects.create(code="W1", name="华东仓", region="310000")
    events.note(warehouse, "门口的灯坏了", by=None)
    default_storage.save("public/lamp.txt", ContentFile(b"lamp"))
    return warehouse


def spoil(path: Path, place: int = -40) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def asked(database: str, sql: str):
    link = psycopg2.connect(programs.url_of(database))
    cursor = link.cursor()
    cursor.execute(sql)
    found = cursor.fetchall()
    link.close()
    return found


@pytest.mark.duty("T5")
@pytest.mark.parametrize("key", ["", "a key that lies in the safe"])
def test_what_was_kept_comes_back_row_by_row(settings, house, tmp_path, key):
    settings.BACKUP_KEY = key
    backup = backups.make()
    assert (backup.state, backup.is_encrypted) == (Backup.State.DONE, bool(key))
    manifest = backups.restore(folder_of(backup.name), SCRATCH, media=tmp_path / "back")
    assert asked(SCRATCH, "SELECT code, name FROM inventory_warehouse") == [("W1", "华东仓")]
    assert manifest["rows"]["inventory_warehouse"] == 1
    assert (tmp_path / "back/public/lamp.txt").read_bytes() == b"lamp"


def test_nothing_readable_lies_in_an_encrypted_backup(settings, house):
    settings.BACKUP_KEY = "a key that lies in the safe"
    folder = folder_of(backups.make().name)
    assert b"PGDMP" not in (folder / DATABASE).read_bytes()[:100]
    assert b"lamp" not in (folder / MEDIA).read_bytes()


def test_another_key_or_a_cut_file_opens_nothing(tmp_path):
    plain, sealed, back = tmp_path / "plain", tmp_path / "sealed", tmp_path / "back"
    plain.write_bytes(b"x" * (2 * sealing.PIECE + 5))
    sealing.seal(plain, sealed, "right")
    sealing.unseal(sealed, back, "right")
    assert back.read_bytes() == plain.read_bytes()
    whole = sealed.read_bytes()
    cut_at_a_piece = 20 + 2 * (4 + sealing.PIECE + 16)
    for content, key in ((whole, "wrong"), (whole[:-7], "right"), (whole[:cut_at_a_piece], "right"), (b"PK" + whole, "right")):
        sealed.write_bytes(content)
        with pytest.raises(Refused):
            sealing.unseal(sealed, back, key)


@pytest.mark.parametrize("name", [DATABASE, MEDIA])
def test_a_backup_that_is_not_as_it_was_written_is_refused(house, name):
    folder = folder_of(backups.make().name)
    spoil(folder / name)
    with pytest.raises(Refused):
        backups.restore(folder, SCRATCH)
    assert not restoring.exists(SCRATCH)


@pytest.mark.duty("T5")
def test_a_database_that_exists_is_never_overwritten(house):
    folder = folder_of(backups.make().name)
    with pytest.raises(Refused):
        backups.restore(folder, connection.settings_dict["NAME"])
    assert Warehouse.objects.get().name == "华东仓"


def test_counts_and_dump_are_of_one_moment_though_the_shop_goes_on(house):
    stop = threading.Event()

    def trade():
        while not stop.wait(0.002):
            Group.objects.create(name=f"g{Group.objects.count()}")
        connection.close()

    trader = threading.Thread(target=trade)
    trader.start()
    backup = backups.make()
    stop.set()
    trader.join()
    backups.restore(folder_of(backup.name), SCRATCH)
    assert asked(SCRATCH, "SELECT count(*) FROM auth_group") == [(backup.manifest["rows"]["auth_group"],)]


def test_the_trial_verifies_a_good_backup_and_leaves_nothing_behind(house):
    backup = backups.make()
    row = backups.drill()
    assert (row.state, row.findings, row.backup) == (RestoreDrill.State.VERIFIED, [], backup)
    assert row.restore_seconds > 0 and row.age_seconds >= 0
    assert not restoring.exists(f"microstore_drill_{row.pk}")


def test_the_trial_finds_a_missing_row_and_alarms(house, settings):
    maintainer = make_staff("maintainer")
    backup = backups.make()
    path = folder_of(backup.name) / MANIFEST
    manifest = json.loads(path.read_text())
    manifest["rows"]["inventory_warehouse"] += 1
    manifest["sums"]["stock"] += 5
    path.write_text(json.dumps(manifest))
    row = backups.drill()
    assert row.state == RestoreDrill.State.FAILED
    assert row.findings == ["rows inventory_warehouse: 2 → 1", "sums stock: 5 → 0"]
    with override("en"):
        assert row.why == "The restored copy differs from what the backup was made of."
    events.deliver_all()
    assert Message.objects.filter(template_code="operations.backup_alarm", user=maintainer.user).exists()


def test_a_truncated_dump_fails_loudly(house):
    folder = folder_of(backups.make().name)
    content = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(content[: len(content) // 2])
    row = backups.drill()
    assert row.state == RestoreDrill.State.FAILED and len(row.findings) == 1
    with override("en"):
        assert row.why == "The backup could not be restored."


def test_a_trial_without_any_backup_fails():
    assert backups.drill().state == RestoreDrill.State.FAILED


def test_a_backup_that_cannot_be_made_is_told_and_leaves_no_half_folder(settings, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "embedded", list)
    with pytest.raises(OutsideFailed):
        backups.make()
    backup = Backup.objects.get()
    assert backup.state == Backup.State.FAILED and "pg_dump" in backup.error
    assert not folder_of(backup.name).exists()
    assert Event.objects.filter(name="backup.failed").count() == 1


def test_files_go_off_site_whole(settings, house, tmp_path):
    where = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path / "far")}}
    settings.STORAGES = settings.STORAGES | {"offsite": where}
    backup = backups.make()
    backup.refresh_from_db()
    assert backup.copied_at
    for path in folder_of(backup.name).iterdir():
        assert (tmp_path / "far" / backup.name / path.name).read_bytes() == path.read_bytes()


def test_the_round_makes_a_backup_a_day_and_a_trial_a_week(house):
    assert due.go_round().startswith("backup ")
    assert due.go_round() == ""
    with clock.at(clock.now() + timedelta(hours=25)):
        assert due.is_backup_due() and not due.is_drill_due()
    with clock.at(clock.now() + timedelta(days=8)):
        assert due.is_drill_due()


def test_one_that_failed_is_tried_again_after_three_hours():
    Backup.objects.create(name="broken", state=Backup.State.FAILED)
    assert not due.is_backup_due()
    with clock.at(clock.now() + timedelta(hours=3, minutes=1)):
        assert due.is_backup_due()


def test_what_a_killed_worker_left_behind_is_closed(house):
    with clock.at(clock.now() - timedelta(hours=7)):
        Backup.objects.create(name="lost")
        RestoreDrill.objects.create()
    due.close_abandoned()
    assert Backup.objects.get(name="lost").state == Backup.State.FAILED
    assert RestoreDrill.objects.get().state == RestoreDrill.State.FAILED


def test_only_the_newest_are_kept_here(house, monkeypatch):
    from operations import norms

    monkeypatch.setattr(type(norms.BACKUPS_KEPT), "value", 1, raising=False)
    first, second = backups.make(), backups.make()
    first.refresh_from_db()
    assert (first.state, second.state) == (Backup.State.GONE, Backup.State.DONE)
    assert not folder_of(first.name).exists() and folder_of(second.name).exists()


def test_the_maintainer_asks_for_a_backup_and_others_may_not(client):
    call_command("sync_roles", verbosity=0)
    client.force_login(make_staff("director").user)
    assert client.get(reverse("backoffice:backups")).status_code == 200
    assert client.post(reverse("backoffice:backup-new")).status_code == 403
    client.force_login(make_staff("maintainer").user)
    assert client.post(reverse("backoffice:backup-new")).status_code == 302
    backup = Backup.objects.get()
    assert backup.state == Backup.State.DONE
    assert client.get(reverse("backoffice:backup", args=[backup.name])).status_code == 200
