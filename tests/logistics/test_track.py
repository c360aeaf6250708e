"""What the carrier tells: verified, in any order, as often as it likes; one delivery."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from logistics.carriers import kuaidi100
from logistics.carriers.base import Push, Trace, Tracking, TrackingState
from logistics.models import TrackingEvent
from logistics.services import tracking
from microstore.core import clock
from microstore.core.models import Event
from tests.factories.logistics import packed, shipped
from tests.factories.orders import make_staff

pytestmark = pytest.mark.django_db
S = TrackingState


@pytest.fixture
def shipment():
    return shipped(by=make_staff())


def told(shipment, *states):
    """All the carrier's sentences up to now, one an hour."""
    start = clock.now().replace(microsecond=0)
    traces = tuple(Trace(start + timedelta(hours=n), state, f"{state.value} {n}") for n, state in enumerate(states))
    return Tracking(shipment.carrier, shipment.waybill, states[-1], traces)


def test_signature_delivers_parcel_and_order_once(shipment):
    known = told(shipment, S.COLLECTED, S.IN_TRANSIT, S.SIGNED)
    for _ in range(3):
        tracking.hear(Push(known))
    shipment.refresh_from_db()
    shipment.order.refresh_from_db()
    assert (shipment.state, shipment.order.fulfilment_state, shipment.tracking_state) == ("delivered", "delivered", "signed")
    assert shipment.delivered_at == known.traces[-1].at == shipment.order.delivered_at
    assert TrackingEvent.objects.count() == 3
    assert Event.objects.filter(name="shipment.delivered").count() == 1


def test_older_push_that_comes_late_takes_nothing_back(shipment):
    new = told(shipment, S.COLLECTED, S.IN_TRANSIT, S.SIGNED)
    old = Tracking(new.carrier, new.waybill, S.COLLECTED, new.traces[:1])
    tracking.hear(Push(new))
    tracking.hear(Push(old))
    shipment.refresh_from_db()
    assert (shipment.state, shipment.tracking_state, TrackingEvent.objects.count()) == ("delivered", "signed", 3)


def test_older_push_does_not_turn_the_state_back(shipment):
    new = told(shipment, S.COLLECTED, S.IN_TRANSIT, S.DELIVERING)
    tracking.hear(Push(new))
    tracking.hear(Push(Tracking(new.carrier, new.waybill, S.COLLECTED, new.traces[:1])))
    shipment.refresh_from_db()
    assert shipment.tracking_state == "delivering"


def test_push_of_an_unknown_parcel_is_thrown_away(shipment):
    stranger = Tracking("yuantong", "YT0000000000000", S.SIGNED, ())
    assert tracking.hear(Push(stranger)) is False
    shipment.refresh_from_db()
    assert shipment.state == "shipped"


def test_parcel_that_has_not_left_is_not_delivered():
    parcel = packed(by=make_staff())
    tracking.apply(parcel, told(parcel, S.SIGNED))
    parcel.refresh_from_db()
    assert parcel.state == "packed"


def test_watch_that_broke_off_is_asked_for_again(shipment):
    type(shipment).objects.filter(pk=shipment.pk).update(subscribed_at=clock.now())
    tracking.hear(Push(told(shipment, S.IN_TRANSIT), is_aborted=True))
    assert list(tracking.unwatched()) == [shipment]


def test_only_silent_parcels_are_asked_about(shipment):
    now = clock.now()
    silent = {"heard_before": now - timedelta(hours=6), "asked_before": now - timedelta(hours=2)}
    assert list(tracking.silent(**silent)) == []
    type(shipment).objects.filter(pk=shipment.pk).update(shipped_at=now - timedelta(hours=7))
    assert list(tracking.silent(**silent)) == [shipment]
    type(shipment).objects.filter(pk=shipment.pk).update(asked_at=now)
    assert list(tracking.silent(**silent)) == []


@pytest.mark.parametrize(
    "form", [{}, {"param": "{}", "sign": "ABC"}, {"param": '{"status":"polling"}', "sign": "0" * 32}, {"param": "\x00", "sign": "1"}]
)
def test_push_without_the_right_signature_is_refused(client, shipment, form):
    answer = client.post(reverse("carrier-push"), form)
    shipment.refresh_from_db()
    assert (answer.status_code, shipment.state, TrackingEvent.objects.count()) == (401, "shipped", 0)


def signed(shipment, context="您的快件已签收", code="301"):
    """A push as the platform sends it, with the signature that this parcel's salt gives."""
    at = f"{clock.local_now():%Y-%m-%d %H:%M:%S}"
    trace = {"time": at, "ftime": at, "context": context, "statusCode": code, "areaName": "北京"}
    result = {"com": shipment.carrier, "nu": shipment.waybill, "state": code[0], "ischeck": "1", "data": [trace]}
    param = json.dumps(
        {"status": "shutdown", "message": "", "autoCheck": "0", "comOld": "", "comNew": "", "lastResult": result}, ensure_ascii=False
    )
    return {"param": param, "sign": kuaidi100.push_sign(param, kuaidi100.from_settings().salt(shipment.waybill))}


def test_signed_push_delivers_however_often_it_comes(client, shipment):
    form = signed(shipment)
    answers = [client.post(reverse("carrier-push"), form) for _ in range(5)]
    assert {(answer.status_code, answer.json()["returnCode"]) for answer in answers} == {(200, "200")}
    shipment.refresh_from_db()
    assert (shipment.state, TrackingEvent.objects.count()) == ("delivered", 1)
    assert Event.objects.filter(name="shipment.delivered").count() == 1


def test_push_signed_for_another_parcel_is_refused(client, shipment):
    form = signed(shipment)
    form["param"] = form["param"].replace(shipment.waybill, "YT8800000000009")
    assert client.post(reverse("carrier-push"), form).status_code == 401


def test_address_of_pushes_takes_only_posts(client):
    assert client.get(reverse("carrier-push")).status_code == 405


def test_customer_follows_an_own_parcel_and_nobody_elses(client, shipment):
    tracking.hear(Push(told(shipment, S.COLLECTED, S.IN_TRANSIT)))
    url = reverse("parcel", args=[shipment.order.number, 1])
    assert client.get(url).status_code == 302
    client.force_login(shipment.order.customer.user)
    page = client.get(url)
    assert page.status_code == 200
    assert "in_transit 1" in page.content.decode()
    from tests.factories.orders import make_customer

    client.force_login(make_customer().user)
    assert client.get(url).status_code == 404
