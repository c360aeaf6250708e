"""The audit keeps who changed what, from what to what, and shows whether somebody rewrote it."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from inventory.models import Warehouse
from microstore.core import changes, events, sealing
from microstore.core.models import Event, Run, Seal
from microstore.core.tasks import check_seals
from tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def warehouse():
    return Warehouse.objects.create(code="W1", name="华东仓", region="310000", phone="021-5555")


def sealed_all() -> None:
    sealing.seal_due()
    sealing.seal_due()


def rewrite(sql: str, *values) -> None:
    """What somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_change_tells_only_what_differs_and_covers_personal_data(warehouse):
    person = make_staff().user
    warehouse.name, warehouse.phone = "华东一仓", "021-6666"
    changes.save(warehouse, by=person, reason="new sign")
    event = Event.objects.about(warehouse).get()
    assert event.facts == {"before": {"name": "华东仓", "phone": "***"}, "after": {"name": "华东一仓", "phone": "***"}}
    assert (event.by, event.reason) == (person, "new sign")


def test_saving_without_a_change_tells_nothing(warehouse):
    changes.save(warehouse, by=None)
    assert not Event.objects.about(warehouse).exists()


def test_events_are_sealed_once_nobody_can_write_below_them(warehouse):
    first, second = events.note(warehouse, "one", by=None), events.note(warehouse, "two", by=None)
    assert sealing.seal_due() == 0
    assert Seal.objects.get().digest == ""
    sealing.seal_due()
    seal = Seal.objects.get(digest__gt="")
    assert (seal.up_to, len(seal.digest)) == (second.pk, 64)
    assert seal.count >= 2 and seal.up_to >= first.pk
    assert list(sealing.broken()) == []


def test_an_untouched_seal_covers_the_one_before(warehouse):
    events.note(warehouse, "one", by=None)
    sealed_all()
    events.note(warehouse, "two", by=None)
    sealed_all()
    assert Seal.objects.exclude(digest="").count() == 2
    rewrite("UPDATE core_seal SET digest = repeat('0', 64) WHERE id = (SELECT min(id) FROM core_seal)")
    assert len(list(sealing.broken())) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_event SET reason = 'another reason' WHERE id = %s",
        "UPDATE core_event SET by_id = NULL, facts = '{}' WHERE id = %s",
        "DELETE FROM core_event WHERE id = %s",
    ],
)
@pytest.mark.duty("T2b")
def test_a_line_changed_or_taken_out_afterwards_is_found(warehouse, sql):
    event = events.note(warehouse, "one", by=make_staff().user)
    sealed_all()
    rewrite(sql, event.pk)
    assert len(list(sealing.broken())) == 1
    with pytest.raises(RuntimeError):
        check_seals()
    run = Run.objects.get(task="microstore.core.tasks.check_seals")
    assert (run.failures, run.succeeded_at) == (1, None)
    assert run.error.startswith("RuntimeError: ")


def test_a_line_pushed_in_between_is_found(warehouse):
    gone = events.note(warehouse, "one", by=None)
    events.note(warehouse, "two", by=None)
    rewrite("DELETE FROM core_event WHERE id = %s", gone.pk)
    sealed_all()
    assert list(sealing.broken()) == []
    rewrite(
        "INSERT INTO core_event (id, name, subject_type, subject_id, facts, reason, at) VALUES (%s, 'x', 'core.job', 1, '{}', '', now())",
        gone.pk,
    )
    assert len(list(sealing.broken())) == 1


def test_a_closed_seal_is_neither_changed_nor_deleted(warehouse):
    events.note(warehouse, "one", by=None)
    sealed_all()
    seal = Seal.objects.exclude(digest="").get()
    for act in (lambda: Seal.objects.filter(pk=seal.pk).update(count=9), lambda: Seal.objects.filter(pk=seal.pk).delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    seal.refresh_from_db()
    assert seal.count != 9


@pytest.mark.django_db(transaction=True)
def test_a_slow_transaction_is_waited_for():
    warehouse = Warehouse.objects.create(code="W1", name="华东仓", region="310000")
    events.note(warehouse, "first", by=None)
    written, may_end = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            events.note(warehouse, "slow", by=None)
            written.set()
            may_end.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    written.wait(20)
    last = events.note(warehouse, "quick", by=None)
    sealing.seal_due()
    assert sealing.seal_due() == 0
    may_end.set()
    thread.join()
    sealed_all()
    assert Seal.objects.get(up_to=last.pk).count == 3
    assert list(sealing.broken()) == []


def test_the_audit_shows_before_and_after_and_the_seal(client, warehouse, colleague):
    director = colleague("director")
    warehouse.name = "华东一仓"
    changes.save(warehouse, by=director, reason="new sign")
    event = Event.objects.about(warehouse).get()
    sealed_all()
    client.force_login(director)
    listed = client.get(reverse("backoffice:audit"), {"who": director.username}).content.decode()
    assert "new sign" in listed and "华东一仓" in listed
    shown = client.get(reverse("backoffice:audit-line", args=[event.pk])).content.decode()
    assert "华东仓" in shown and "华东一仓" in shown
    assert Seal.objects.exclude(digest="").get().digest[:32] in shown


def test_others_may_not_read_the_audit(client, colleague):
    client.force_login(colleague("service"))
    assert client.get(reverse("backoffice:audit")).status_code == 403


def test_the_plain_admin_asks_for_a_reason_and_tells_before_and_after(client, warehouse, colleague):
    admin = colleague("administrator")
    admin.is_superuser = True
    admin.save()
    client.force_login(admin)
    url = reverse("admin:inventory_warehouse_change", args=[warehouse.pk])
    fields = {"code": "W1", "name": "华东一仓", "region": "310000", "address": "", "phone": "021-5555", "is_active": "on"}
    assert "reason" in client.post(url, fields).context["adminform"].form.errors
    warehouse.refresh_from_db()
    assert warehouse.name == "华东仓"
    assert client.post(url, fields | {"reason": "new sign"}).status_code == 302
    event = Event.objects.about(warehouse).get()
    assert event.facts == {"before": {"name": "华东仓"}, "after": {"name": "华东一仓"}}
    assert (event.by, event.reason) == (admin, "new sign")
