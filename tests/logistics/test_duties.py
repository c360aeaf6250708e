"""What logistics owes is counted from facts (duty W6)."""

from datetime import timedelta

import pytest

from logistics import norms
from logistics.models import Shipment
from microstore.core import clock
from tests.factories.duties import counted
from tests.factories.logistics import make_goods, shipped
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.duty("W6")
def test_a_parcel_that_is_signed_for_too_late_or_never_is_missed():
    zhao, goods = make_staff(), make_goods(units=10)
    in_time, late, _lost = (shipped({goods: 1}, by=zhao, waybill=f"YT880000000000{n}") for n in range(3))
    span = norms.RECEIPT.span
    day = (clock.now() + span).astimezone(clock.SHANGHAI).date()
    assert counted("W6", day) == (0, 3, 0)
    Shipment.objects.filter(pk=in_time.pk).update(state="delivered", delivered_at=clock.now() + timedelta(hours=1))
    Shipment.objects.filter(pk=late.pk).update(state="delivered", delivered_at=clock.now() + span + timedelta(hours=1))
    with clock.at(clock.now() + span + timedelta(days=1)):
        assert counted("W6", day) == (1, 3, 2)
