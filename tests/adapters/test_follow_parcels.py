"""One contract for every carrier platform, over real HTTP against the simulator that speaks for it."""

from urllib.parse import parse_qsl

import pytest

from logistics.carriers import LabelRequest, Person, PushRefused, TrackingState, detect
from logistics.carriers.kuaidi100 import Kuaidi100
from logistics.carriers.simulator import SHAPES, new_number
from microstore.core.errors import OutsideFailed
from microstore.core.outside import NotReached, Outside

PLATFORMS = ["kuaidi100"]
WAYBILL = "YT0000000000001"


@pytest.fixture(params=PLATFORMS)
def platform(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def watched(platform, shop):
    platform.subscribe("yuantong", WAYBILL, callback_url=f"{shop.url}/hooks/kuaidi100/7/", phone="+8613800008000")
    return platform


def form_of(call):
    return dict(parse_qsl(call[2].decode()))


def label(reference="SH20261121-000001", carrier="yuantong"):
    person = Person("李四", "13800138000", "浙江省杭州市西湖区文三路 1 号")
    return LabelRequest(reference, carrier, sender=person, receiver=person, cargo="保健食品", weight_grams=450)


def test_every_step_of_the_parcel_is_pushed_until_it_is_signed(watched, shop):
    pushes = [watched.parse_push(form_of(shop.wait(number))) for number in range(1, 6)]
    by_length = sorted(pushes, key=lambda push: len(push.tracking.traces))
    assert [push.tracking.state for push in by_length][-1] == TrackingState.SIGNED
    last = by_length[-1].tracking
    assert [trace.state for trace in last.traces] == [
        TrackingState.COLLECTED, TrackingState.IN_TRANSIT, TrackingState.ARRIVED, TrackingState.DELIVERING, TrackingState.SIGNED,
    ]  # fmt: skip
    assert (last.waybill, last.carrier, last.is_finished) == (WAYBILL, "yuantong", True)


def test_subscribing_twice_is_harmless(watched, shop):
    watched.subscribe("yuantong", WAYBILL, callback_url=f"{shop.url}/other/")


def test_push_sent_again_parses_to_the_same(watched, shop, world):
    shop.wait(5)
    world.control("kuaidi100", act="push", number=WAYBILL, times=2)
    first, again = (watched.parse_push(form_of(call)) for call in shop.calls[-2:])
    assert first == again


@pytest.mark.parametrize("mutate", ["bad_sign", "no_sign", "other_number"])
def test_forged_push_is_refused(watched, shop, world, mutate):
    world.control("kuaidi100", act="push", number=WAYBILL, mutate=mutate)
    with pytest.raises(PushRefused):
        watched.parse_push(form_of(shop.calls[-1]))


@pytest.mark.parametrize("param", ["", "[]", "{}", '{"lastResult": []}', '{"status":"polling","lastResult":{"nu":5}}', "x" * 300_000])
def test_push_of_another_shape_is_refused(platform, param):
    with pytest.raises(PushRefused):
        platform.parse_push({"param": param, "sign": "0" * 32})


def test_platform_that_gives_up_says_so(watched, shop, world):
    world.control("kuaidi100", act="push", number=WAYBILL, status="abort", message="3天查询无记录")
    push = watched.parse_push(form_of(shop.calls[-1]))
    assert (push.is_aborted, push.message) == (True, "3天查询无记录")


def test_trouble_on_the_way_is_told(watched, shop, world):
    world.control("kuaidi100", act="step", number=WAYBILL, trouble="exception")
    world.control("kuaidi100", act="push", number=WAYBILL)
    traces = watched.parse_push(form_of(shop.calls[-1])).tracking.traces
    assert TrackingState.EXCEPTION in {trace.state for trace in traces}


def test_query_answers_what_is_known_and_not_more_than_once_in_a_while(watched, shop):
    shop.wait(5)
    found = watched.query("yuantong", WAYBILL)
    assert (found.state, len(found.traces)) == (TrackingState.SIGNED, 5)
    with pytest.raises(OutsideFailed, match="502") as busy:
        watched.query("yuantong", WAYBILL)
    assert not busy.value.permanent


def test_parcel_without_record_yet_is_asked_again_later(platform):
    with pytest.raises(OutsideFailed, match="500") as failed:
        platform.query("yuantong", "YT0000000000002")
    assert not failed.value.permanent


def test_shunfeng_is_not_asked_without_the_phone(platform):
    with pytest.raises(OutsideFailed, match="phone") as failed:
        platform.query("shunfeng", "SF0000000000001")
    assert failed.value.permanent


def test_wrong_key_is_refused_for_good(world, kuaidi100):
    from dataclasses import replace

    outside = Outside("kuaidi100", f"{world.url}/kuaidi100")
    stranger = Kuaidi100(replace(kuaidi100.account, key="wrong"), outside, outside)
    for act in (
        lambda: stranger.subscribe("yuantong", WAYBILL, callback_url="http://127.0.0.1:1/"),
        lambda: stranger.query("yuantong", WAYBILL),
        lambda: stranger.create_label(label()),
    ):
        with pytest.raises(OutsideFailed) as failed:
            act()
        assert failed.value.permanent


def test_label_asked_twice_is_one_waybill(platform):
    first, again = platform.create_label(label()), platform.create_label(label())
    assert first.waybill == again.waybill
    assert platform.create_label(label("SH20261121-000002")).waybill != first.waybill


def test_cancelled_label_gives_its_number_back(platform):
    first = platform.create_label(label())
    platform.cancel_label(first)
    assert platform.create_label(label()).waybill != first.waybill


def test_time_out_after_the_label_was_made_is_asked_again_with_the_same_reference(kuaidi100, hasty, world):
    world.control("kuaidi100", act="slow", seconds=1.6)
    with pytest.raises(OutsideFailed) as failed:
        Kuaidi100(kuaidi100.account, hasty("kuaidi100"), hasty("kuaidi100")).create_label(label())
    assert not failed.value.permanent
    assert kuaidi100.create_label(label()).waybill


def test_broken_platform_and_absent_platform_are_told_apart(platform, world, kuaidi100):
    world.control("kuaidi100", act="fail_next", http=502)
    with pytest.raises(OutsideFailed) as failed:
        platform.create_label(label())
    assert (failed.value.permanent, isinstance(failed.value, NotReached)) == (False, False)
    gone = Outside("kuaidi100", "http://127.0.0.1:9")
    with pytest.raises(NotReached):
        Kuaidi100(kuaidi100.account, gone, gone).create_label(label())


@pytest.mark.parametrize(
    ("waybill", "carriers"),
    [
        ("sf 1234567890123", ["shunfeng"]),
        ("YT1234567890123", ["yuantong"]),
        ("JDVA00123456789", ["jd"]),
        ("JT1234567890123", ["jtexpress"]),
        ("EA123456789CN", ["ems"]),
        ("123456789012", ["shunfeng"]),
        ("HELLO-1", []),
    ],
)
def test_waybill_shows_its_carrier(waybill, carriers):
    assert detect.carriers_of(waybill) == carriers


def test_pure_digits_never_decide_alone():
    assert detect.is_certain("YT1234567890123")
    assert not detect.is_certain("123456789012")


@pytest.mark.parametrize("waybill", ["", "12345", "A" * 33, "SF123;DROP", "单号123456"])
def test_what_is_no_waybill_is_refused(waybill):
    with pytest.raises(ValueError, match="waybill"):
        detect.tidy(waybill)


def test_simulated_carriers_are_carriers_people_can_choose():
    assert set(SHAPES) <= set(detect.carrier_names())
    assert all(detect.tidy(new_number(carrier)) for carrier in SHAPES)
