"""The register of numbers: read everywhere, changed with a reason, within its limits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from microstore.core import norms
from microstore.core.errors import Refused
from microstore.core.models import Event, NormValue
from tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def norm():
    declared = norms.declare("test.answer", 180, norms.Unit.MINUTES, "Answer", low=30, high=600)
    yield declared
    del norms.norms["test.answer"]


def test_a_number_nobody_changed_is_as_declared(norm):
    assert (norm.value, norm.span) == (180, timedelta(hours=3))


@pytest.mark.django_db(transaction=True)
def test_a_change_holds_at_once_and_is_told_with_its_reason(norm):
    person = make_staff().user
    norms.change(norm, 120, by=person, reason="we are faster now")
    norms.change(norm, 90, by=person, reason="faster still")
    assert norm.value == 90
    event = Event.objects.filter(name="norm.changed").latest("pk")
    assert event.facts == {"code": "test.answer", "before": 120, "after": 90}
    assert (event.by, event.reason) == (person, "faster still")


@pytest.mark.parametrize(("value", "reason"), [(29, "why"), (601, "why"), (120, " ")])
def test_a_change_outside_the_limits_or_without_reason_is_refused(norm, value, reason):
    with pytest.raises(Refused):
        norms.change(norm, value, by=make_staff().user, reason=reason)
    assert norm.value == 180
    assert not NormValue.objects.exists()


def test_the_director_changes_a_number_on_its_page(client, norm, colleague):
    client.force_login(colleague("director"))
    url = reverse("backoffice:norm-change", args=["test.answer"])
    assert client.post(url, {"value": 5, "reason": "why"}).status_code == 422
    assert client.post(url, {"value": 60, "reason": "why"}).status_code == 302
    assert NormValue.objects.get(code="test.answer").value == 60


def test_the_maintainer_reads_the_register_and_changes_nothing(client, norm, colleague):
    client.force_login(colleague("maintainer"))
    assert client.get(reverse("backoffice:register")).status_code == 200
    assert client.post(reverse("backoffice:norm-change", args=["test.answer"]), {"value": 60, "reason": "why"}).status_code == 403
    assert not NormValue.objects.exists()
