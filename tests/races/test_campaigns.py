"""Two clerks at once: a campaign starts once, its counts enter the days once."""

import pytest

from marketing.models import CampaignState, DailyTraffic
from marketing.services import rollup, traffic
from marketing.services.campaigns import running
from microstore.core import clock
from microstore.core.models import Event
from tests.factories.campaigns import make_scheduled
from tests.factories.orders import make_store
from tests.switches import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def at(moment, act):
    def run():
        with clock.at(moment):
            return act()

    return run


def test_two_starters_start_it_once():
    campaign = make_scheduled()
    results = together(*[at(campaign.starts_at, lambda: running.start(campaign.pk)) for _n in range(4)])
    campaign.refresh_from_db()
    assert sorted(results) == [False, False, False, True]
    assert campaign.state == CampaignState.RUNNING
    assert Event.objects.filter(name="campaign.started", subject_id=campaign.pk).count() == 1


def test_rounds_at_once_count_every_visit_once():
    store = make_store()
    for n in range(20):
        traffic.seen(store.pk, traffic.STORE, address=f"10.0.0.{n}", agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0")
    together(*[rollup.roll_up for _n in range(4)])
    rollup.roll_up()
    row = DailyTraffic.objects.get(store=store, product=None, campaign=None)
    assert (row.views, row.visitors) == (20, 20)
