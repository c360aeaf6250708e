"""The demo shows what the rules stopped and what quality excused."""

import pytest

from customerservice.models import Script
from microstore.accounts.models import User
from microstore.compliance.models import Exemption, StoppedText
from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.core import clock
from operations.demo import claims

pytestmark = pytest.mark.django_db


def test_the_demo_has_a_text_in_the_queue_one_that_was_closed_and_an_exemption():
    for name in ("quality", "service", "service.lead"):
        User.objects.create(username=name, name=name, is_staff=True, is_superuser=True)
    claims.load(clock.now())
    assert sorted(StoppedText.objects.values_list("state", flat=True)) == ["mended", "open"]
    assert set(Script.objects.filter(shortcut__in=("sleep", "season")).values_list("state", flat=True)) == {"retired"}
    script = Script.objects.get(shortcut="coating")
    assert (script.state, door.read_row(place_of(script), script).level, Exemption.objects.count()) == ("approved", "pass", 1)
    claims.load(clock.now())
    assert StoppedText.objects.count() == 2
