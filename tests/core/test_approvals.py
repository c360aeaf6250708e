"""Approvals: asked once, decided by somebody else with the right, and the decision stands or falls with its effect."""

import pytest
from django.contrib.auth.models import Permission

from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.models import Approval, Counter, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """Granting sets the counter to 1; it refuses while the counter stands at 13."""

    class CounterRaise:
        label = "Raise"
        code, permission = "test.raise", "core.decide_approval"

        @staticmethod
        def yes(subject, approval):
            if subject.last == 13:
                raise Refused("thirteen cannot be raised")
            subject.last = 1
            subject.save()

        @staticmethod
        def no(subject, approval):
            subject.last = 2
            subject.save()

    monkeypatch.setitem(approvals.kinds, "test.raise", CounterRaise)


@pytest.fixture
def people(django_user_model):
    def person(name):
        user = django_user_model.objects.create_user(username=name, password="a-long-password")
        user.user_permissions.add(Permission.objects.get(codename="decide_approval"))
        return user

    return person("wu"), person("zhao")


@pytest.fixture
def counter():
    return Counter.objects.create(kind="test", year=2026)


def test_a_grant_does_what_was_asked_and_is_told(people, counter):
    wu, zhao = people
    approval = approvals.ask("test.raise", subject=counter, reason="more is needed", by=wu)
    approvals.decide(approval, yes=True, reason="", by=zhao)
    counter.refresh_from_db()
    assert counter.last == 1
    assert Approval.objects.get().state == "granted"
    assert [event.name for event in Event.objects.about(counter)] == ["approval.decided", "approval.asked"]


def test_nobody_decides_on_their_own_request(people, counter):
    wu, _ = people
    approval = approvals.ask("test.raise", subject=counter, reason="more is needed", by=wu)
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="", by=wu)
    counter.refresh_from_db()
    assert (counter.last, Approval.objects.get().state) == (0, "waiting")


def test_the_same_thing_is_asked_once_at_a_time(people, counter):
    wu, zhao = people
    approvals.ask("test.raise", subject=counter, reason="more is needed", by=wu)
    with pytest.raises(Refused):
        approvals.ask("test.raise", subject=counter, reason="again", by=zhao)
    assert Approval.objects.count() == 1


def test_a_no_wants_a_reason(people, counter):
    wu, zhao = people
    approval = approvals.ask("test.raise", subject=counter, reason="more is needed", by=wu)
    with pytest.raises(Refused):
        approvals.decide(approval, yes=False, reason=" ", by=zhao)
    assert Approval.objects.get().state == "waiting"


def test_a_decision_whose_effect_is_refused_is_not_taken(people, counter):
    wu, zhao = people
    approval = approvals.ask("test.raise", subject=counter, reason="more is needed", by=wu)
    counter.last = 13
    counter.save()
    with pytest.raises(Refused, match="thirteen"):
        approvals.decide(approval, yes=True, reason="", by=zhao)
    assert Approval.objects.get().state == "waiting"


def test_a_decision_is_taken_once(people, counter):
    wu, zhao = people
    approval = approvals.ask("test.raise", subject=counter, reason="more is needed", by=wu)
    approvals.decide(approval, yes=True, reason="", by=zhao)
    with pytest.raises(Refused):
        approvals.decide(approval, yes=False, reason="changed my mind", by=zhao)
    counter.refresh_from_db()
    assert counter.last == 1
