"""What runs by itself stands on one page with its last run."""

from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse

from microstore.core import clock, timetable
from microstore.core.models import Event, Run

pytestmark = pytest.mark.django_db
SWEEP = "microstore.core.tasks.sweep_jobs"


def entry(code="core.sweep_jobs"):
    return next(one for one in timetable.entries() if one.code == code)


def test_every_task_of_the_timetable_keeps_a_diary():
    current_app.loader.import_default_modules()
    without = [
        code
        for code, line in current_app.conf.beat_schedule.items()
        if code != "house.heartbeat" and not getattr(current_app.tasks[line["task"]].run, "has_diary", False)
    ]
    assert without == []


def test_a_task_is_never_run_then_in_order_then_late():
    assert entry().state == "never"
    run = Run.objects.create(task=SWEEP, started_at=clock.now(), finished_at=clock.now())
    assert entry().state == "ok"
    Run.objects.filter(pk=run.pk).update(started_at=clock.now() - timedelta(minutes=10))
    assert entry().state == "late"


def test_a_daily_task_is_late_the_day_after():
    run = Run.objects.create(task="microstore.core.tasks.check_seals", started_at=clock.now(), finished_at=clock.now())
    assert entry("core.check_seals").state == "ok"
    Run.objects.filter(pk=run.pk).update(started_at=clock.now() - timedelta(hours=25))
    assert entry("core.check_seals").state == "late"


def test_failures_are_counted_until_it_goes_well(monkeypatch):
    from microstore.core import jobs
    from microstore.core.tasks import sweep_jobs

    with monkeypatch.context() as broken:
        broken.setattr(jobs, "lost", lambda: 1 / 0)
        for _time in range(2):
            with pytest.raises(ZeroDivisionError):
                sweep_jobs()
    run = Run.objects.get(task=SWEEP)
    assert (run.failures, run.error, entry().state) == (2, "ZeroDivisionError: division by zero", "failed")
    sweep_jobs()
    run.refresh_from_db()
    assert (run.failures, run.error, run.result, entry().state) == (0, "", "0", "ok")


def test_the_maintainer_starts_a_task_by_hand(client, colleague):
    run = Run.objects.create(task=SWEEP, started_at=clock.now(), finished_at=clock.now(), error="ValueError: no")
    maintainer = colleague("maintainer")
    client.force_login(maintainer)
    assert "ValueError: no" in client.get(reverse("backoffice:timetable")).content.decode()
    assert client.post(reverse("backoffice:run-now", args=[run.pk])).status_code == 302
    assert Event.objects.get(name="run.asked").by == maintainer


def test_an_agent_sees_no_timetable(client, colleague):
    client.force_login(colleague("service"))
    assert client.get(reverse("backoffice:timetable")).status_code == 403
