"""What runs by itself stands on one page with its last run."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse
from django.utils.translation import override

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
    assert client.post(reverse("backoffice:run-now", args=["core.sweep_jobs"])).status_code == 302
    asked = Event.objects.get(name="run.asked")
    assert (asked.by, asked.subject_id) == (maintainer, run.pk)


def test_a_task_that_never_ran_is_started_by_hand_too(client, colleague, django_capture_on_commit_callbacks, monkeypatch):
    started = []
    monkeypatch.setattr(current_app.tasks[SWEEP], "apply_async", lambda **given: started.append(SWEEP))
    client.force_login(colleague("maintainer"))
    address = reverse("backoffice:run-now", args=["core.sweep_jobs"])
    assert address in client.get(reverse("backoffice:timetable")).content.decode() and client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).status_code == 302
    assert (started, Run.objects.get().task, entry().state) == ([SWEEP], SWEEP, "running")
    assert client.get(reverse("backoffice:run-now", args=["core.gone"])).status_code == 404


def test_every_task_says_in_both_languages_what_it_does(client, colleague):
    entries = timetable.entries()
    assert [one.code for one in entries if one.label == one.code] == []
    with override("zh-hans"):
        assert [one.code for one in entries if not re.search("[一-鿿]", str(one.label))] == []
        assert str(Run(task=SWEEP)) == "找回中断的后台作业"


def test_an_agent_sees_no_timetable(client, colleague):
    client.force_login(colleague("service"))
    assert client.get(reverse("backoffice:timetable")).status_code == 403


def test_results_are_told_in_the_readers_language():
    Run.objects.create(task="inventory.tasks.watch_stock", started_at=clock.now(), result="+2 -0, 1 lapsed, 3 told, 0 escalated")
    with override("zh-hans"):
        assert entry("inventory.watch_stock").said == "+2 -0, 1 已失效, 3 已通知, 0 已上报"
    with override("en"):
        assert entry("inventory.watch_stock").said == "+2 -0, 1 lapsed, 3 told, 0 passed up"


def test_the_timetable_is_whole_in_a_process_that_has_asked_no_task_yet():
    asked = "import django; django.setup(); from microstore.core import timetable; print(len(timetable.lines()) > 20)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  our own words
    assert done.stdout.strip() == "True"
