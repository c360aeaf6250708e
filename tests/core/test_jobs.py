"""Jobs: run once, tell how far they are, can be cancelled, and are taken up again when their worker dies."""

import contextlib
from datetime import timedelta

import pytest

from microstore.core import clock, jobs
from microstore.core.errors import Refused
from microstore.core.models import Job
from tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(monkeypatch):
    def install(function):
        monkeypatch.setitem(jobs.handlers, "test.count", function)

    return install


def test_a_job_runs_once_and_shows_how_far_it_came(handler):
    handler(lambda work: (work.progress(3, 4, "three of four"), work.finish(message="counted")))
    job = jobs.start("test.count")
    assert (jobs.run(job.pk), jobs.run(job.pk)) == (True, False)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.percent, job.message) == ("done", 3, 4, 75, "counted")


def test_a_refusal_is_the_result_its_owner_reads(handler):
    def refuse(work):
        raise Refused("the file is empty")

    handler(refuse)
    job = jobs.start("test.count")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "the file is empty")


def test_a_cancelled_job_stops_at_its_next_step(handler, django_user_model):
    owner = django_user_model.objects.create_user(username="wu", password="a-long-password")
    steps = []

    def count(work):
        for step in range(5):
            steps.append(step)
            if step == 2:
                jobs.cancel(work.job, by=owner)
            work.progress(step, 5)

    handler(count)
    job = jobs.start("test.count", owner=owner)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, steps) == ("cancelled", [0, 1, 2])


def test_a_stranger_cannot_cancel(handler, django_user_model):
    owner, stranger = (django_user_model.objects.create_user(username=name, password="a-long-password") for name in ("wu", "sun"))
    handler(lambda work: None)
    job = jobs.start("test.count", owner=owner)
    with pytest.raises(Refused):
        jobs.cancel(job, by=stranger)
    job.refresh_from_db()
    assert not job.cancel_asked


def test_a_job_whose_worker_died_is_found_and_run_again(handler):
    handler(lambda work: work.finish(message="second try"))
    job = jobs.start("test.count")
    Job.objects.filter(pk=job.pk).update(state="running", beat_at=clock.now())
    assert (jobs.lost(), jobs.run(job.pk)) == ([], False)
    with clock.shifted(timedelta(minutes=3)):
        assert jobs.lost() == [job.pk]
        assert jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("done", "second try")


def test_a_failed_job_is_begun_again_by_its_owner_alone(monkeypatch):
    owner, other = make_staff().user, make_staff().user
    outcomes = iter([ValueError("no paper"), None])

    def unlucky(work):
        if error := next(outcomes):
            raise error

    monkeypatch.setitem(jobs.handlers, "test.unlucky", unlucky)
    monkeypatch.setitem(jobs.labels, "test.unlucky", "Unlucky")
    job = jobs.start("test.unlucky", owner=owner)
    with contextlib.suppress(ValueError):
        jobs.run(job.pk)
    with pytest.raises(Refused):
        jobs.again(job, by=other)
    assert Job.objects.get(pk=job.pk).state == Job.State.FAILED
    jobs.again(job, by=owner)
    jobs.run(job.pk)
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE
    with pytest.raises(Refused):
        jobs.again(job, by=owner)
