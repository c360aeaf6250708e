"""What is owed around goods that come in is counted from facts (duties P2, W1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from inventory.models import Bin
from inventory.services import receiving
from microstore.core import clock
from tests.factories.duties import counted
from tests.factories.inventory import make_arrival, make_line, make_person, make_sku, make_warehouse, passed_line

pytestmark = pytest.mark.django_db


@pytest.mark.duty("P2a")
def test_a_delivery_that_nobody_inspected_by_the_end_of_the_next_day_is_missed():
    sku, today = make_sku(), clock.today()
    passed_line(sku)
    late = make_line(sku)
    receiving.receive(late, make_arrival(), by=make_person())
    assert counted("P2a", today) == (1, 2, 0)
    with clock.at(clock.now() + timedelta(days=2)):
        receiving.inspect(late, ticks=dict.fromkeys(receiving.INSPECTION_POINTS, True), passed=True, by=make_person())
        assert counted("P2a", today) == (1, 2, 1)


@pytest.mark.duty("W1")
def test_no_bin_stands_outside_a_zone_and_bins_are_walked_in_their_order():
    warehouse = make_warehouse()
    with pytest.raises(IntegrityError), transaction.atomic():
        Bin.objects.create(code="X-01", walk_order=5)
    places = [bin.walk_order for bin in Bin.objects.filter(zone__warehouse=warehouse, zone__kind="available")]
    assert places == [10, 20, 30]
