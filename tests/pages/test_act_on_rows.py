"""Acts: asked on a page or in a drawer, done by one service, refused without a change; many rows with a rehearsal first."""

import pytest

from microstore.core import approvals, events
from microstore.core.models import Approval, Delivery, Event, Job
from microstore.core.pages.details import next_steps

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    class Raise:
        label = "Raise"
        code, permission = "test.raise", "core.decide_approval"
        yes = staticmethod(lambda subject, approval: Job.objects.filter(pk=subject.pk).update(message="raised"))
        no = staticmethod(lambda subject, approval: Job.objects.filter(pk=subject.pk).update(message="not raised"))

        @staticmethod
        def describe(subject, approval):
            return [("Now", subject.number)]

    monkeypatch.setitem(approvals.kinds, "test.raise", Raise)


@pytest.fixture
def zhao(person):
    return person("zhao", name="Zhao")


@pytest.fixture
def wu(person):
    return person("wu", "core.decide_approval", "core.retry_delivery", name="Wu")


@pytest.fixture
def office(wu, client_of):
    return client_of(wu)


@pytest.fixture
def job(zhao):
    return Job.objects.create(number="JB-1", kind="test", owner=zhao)


@pytest.fixture
def asked(job, zhao):
    return approvals.ask("test.raise", subject=job, reason="campaign", by=zhao)


def address(approval, act=""):
    return f"/backoffice/approvals/{approval.number}/{act}"


def test_detail_offers_the_acts_open_to_this_person(asked, office, zhao, client_of):
    titles = [act["url"] for act in office.get(address(asked)).context["actions"]]
    assert titles == [address(asked, "grant/"), address(asked, "decline/")]  # what refuses comes last
    assert [act["url"] for act in client_of(zhao).get(address(asked)).context["actions"]] == [address(asked, "withdraw/")]


@pytest.mark.parametrize(
    ("offered", "stand_out"),
    [
        ("plain danger primary plain plain", [2, 0]),
        ("plain primary primary primary danger", [1, 2]),
        ("plain primary danger? plain plain", [1, 2]),
        ("danger plain plain plain plain", [1, 2]),
    ],
)
def test_of_many_acts_one_or_two_stand_out_and_never_what_destroys(offered, stand_out):
    acts = [{"title": n, "tone": tone.rstrip("?"), "is_answer": tone.endswith("?")} for n, tone in enumerate(offered.split())]
    assert [act["title"] for act in next_steps(acts)] == stand_out


def test_granting_runs_the_yes_of_the_kind(asked, office, job):
    assert office.post(address(asked, "grant/"), {"reason": ""}).url == address(asked)
    asked.refresh_from_db()
    job.refresh_from_db()
    assert (asked.state, job.message) == (Approval.State.GRANTED, "raised")


def test_declining_without_a_reason_is_refused_and_changes_nothing(asked, office, job):
    answer = office.post(address(asked, "decline/"), {"reason": ""})
    asked.refresh_from_db()
    job.refresh_from_db()
    assert answer.status_code == 422 and b'role="alert"' in answer.content
    assert (asked.state, job.message) == (Approval.State.WAITING, "")


def test_an_act_that_is_no_longer_open_answers_409(asked, office, person):
    approvals.decide(asked, yes=True, reason="", by=person("chen", "core.decide_approval"))
    assert office.post(address(asked, "decline/"), {"reason": "late"}).status_code == 409
    asked.refresh_from_db()
    assert asked.state == Approval.State.GRANTED


def test_a_strangers_approval_is_not_found(asked, person, client_of):
    assert client_of(person("sun")).get(address(asked)).status_code == 404


def test_the_drawer_gets_the_form_alone_and_is_sent_on(asked, office):
    form = office.get(address(asked, "grant/"), headers=HTMX)
    assert b"<html" not in form.content and b"drawer-b" in form.content
    answer = office.post(address(asked, "grant/"), {"reason": ""}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, address(asked))


def test_a_note_stands_in_the_timeline_and_is_escaped(asked, office):
    office.post(address(asked, "notes/"), {"text": "<b>see</b> @zhao", "audience": "customer"})
    note = Event.objects.about(asked).get(name="core.note")
    assert note.facts == {"text": "<b>see</b> @zhao", "for_customer": False}
    page = office.get(address(asked)).content.decode()
    assert "&lt;b&gt;see&lt;/b&gt;" in page and '<span class="at">@zhao</span>' in page


def test_a_mention_tells_the_colleague(asked, office, zhao, monkeypatch):
    from microstore.core.pages import notes

    told = []
    monkeypatch.setattr(notes, "on_mention", [lambda user, row, text, by, url: told.append((user, row, url))])
    office.post(address(asked, "notes/"), {"text": "please look @zhao @nobody"})
    assert told == [(zhao, asked, address(asked))]


def test_an_empty_note_is_refused(asked, office):
    office.post(address(asked, "notes/"), {"text": "  "})
    assert not Event.objects.about(asked).filter(name="core.note").exists()


def failed(number, reaction="test.missing"):
    rows = Event.objects.bulk_create(Event(name="test.gone", subject_type="core.job", subject_id=at, facts={}) for at in range(number))
    return Delivery.objects.bulk_create(Delivery(event=row, reaction=reaction, tries=8) for row in rows)


BULK = "/backoffice/system/events/bulk/again/"


def test_a_bulk_act_rehearses_first(office, monkeypatch):
    rows = failed(3)
    answer = office.post(BULK, {"row": [row.pk for row in rows]})
    assert (answer.context["is_done"], answer.context["good"]) == (False, 3)
    assert Delivery.objects.filter(tries=8).count() == 3


def test_a_bulk_act_does_each_row_and_tells_each_result(office, monkeypatch):
    rows = failed(3)
    monkeypatch.setattr(events, "try_again", lambda pk: pk != rows[1].pk)
    answer = office.post(BULK, {"row": [row.pk for row in rows], "go": "1"})
    assert [(one.row.pk, one.is_good) for one in answer.context["outcomes"]] == [(row.pk, row is not rows[1]) for row in rows]


def test_a_bulk_act_on_all_rows_follows_the_filter(office):
    failed(3)
    failed(2, "test.other")
    answer = office.post(BULK, {"scope": "all", "query": "reaction=other"})
    assert answer.context["good"] == 2


def test_a_bulk_act_without_rows_returns_to_the_list(office):
    assert office.post(BULK, {}).url == "/backoffice/system/events/"


def test_a_bulk_act_of_too_many_rows_is_refused(office, monkeypatch):
    from microstore.core.pages import parts

    monkeypatch.setattr(parts, "LIMIT", 2)
    failed(3)
    assert office.post(BULK, {"scope": "all", "query": "", "go": "1"}).status_code == 302
    assert Delivery.objects.filter(tries=8).count() == 3


def test_the_way_back_never_leaves_the_house(office):
    answer = office.post("/backoffice/system/events/columns/", {"density": "relaxed", "next": "https://example.org/"})
    assert answer.url == "/backoffice/system/events/"
