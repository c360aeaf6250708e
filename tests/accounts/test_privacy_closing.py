"""Closing an account: slept over, taken back by signing in, carried out piece by piece, the law's records kept and then let go."""

from datetime import timedelta

import pytest

from microstore.accounts.models import Consent, Customer, SignIn
from microstore.accounts.services import consents, customers, privacy
from microstore.accounts.services.privacy import erasing
from microstore.core import clock, faults
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.core.privacy import PersonalData
from microstore.messaging.models import Message
from orders.models import Order
from tests.factories.accounts import last_code, make_customer, make_staff, sign_in
from tests.factories.orders import make_address, make_store, place_order

pytestmark = [pytest.mark.django_db, pytest.mark.duty("X4")]
WEEK = timedelta(days=7, minutes=1)


def asked(customer):
    return privacy.closing.ask(customer)


def closed(customer):
    wish = asked(customer)
    with clock.at(clock.now() + WEEK):
        erasing.carry_out_due()
    wish.refresh_from_db()
    customer.refresh_from_db()
    return wish


def test_for_a_week_nothing_is_deleted():
    lin = make_customer()
    make_address(lin)
    wish = asked(lin)
    with clock.at(clock.now() + timedelta(days=6, hours=23)):
        assert erasing.carry_out_due() == 0
    wish.refresh_from_db()
    assert (wish.state, lin.addresses.count()) == ("asked", 1)


def test_afterwards_the_account_names_nobody_and_the_number_is_free():
    lin = make_customer()
    phone, user = lin.phone, lin.user
    customers.change_profile(lin, nickname="晓晓", email="lin@example.com")
    make_address(lin)
    wish = closed(lin)
    user.refresh_from_db()
    assert (wish.state, lin.phone, lin.nickname, lin.addresses.count()) == ("keeping", f"x{lin.pk}", "", 0)
    assert (user.phone, user.email, user.name, user.is_active) == (None, "", "", False)
    again = customers.of_phone(phone)
    assert again.pk != lin.pk and again.user.is_active


def test_signing_in_keeps_the_account(client, store):
    lin = make_customer()
    wish = asked(lin)
    client.post("/accounts/sign-in/", {"act": "send_code", "phone": "13800138000"})
    client.post("/accounts/sign-in/", {"act": "sign_in", "code": last_code(), "agreed": "on"})
    wish.refresh_from_db()
    assert wish.state == "withdrawn"
    with clock.at(clock.now() + WEEK):
        assert erasing.carry_out_due() == 0


def test_asking_ends_every_session(client, store):
    lin = make_customer()
    sign_in(client, lin)
    client.post("/me/prove/", {"act": "send"})
    client.post("/me/prove/", {"code": last_code(lin.phone)})
    assert client.post("/me/privacy/closing/confirm/", {}).status_code == 422
    assert lin.privacy_requests.count() == 0
    assert client.post("/me/privacy/closing/confirm/", {"is_sure": "on"}).status_code == 200
    assert client.get("/me/profile/").status_code == 302
    assert not SignIn.objects.filter(user=lin.user, ended_at=None).exists()


def test_an_open_order_forbids_closing():
    lin, shop = make_customer(), make_store()
    place_order(shop, customer=lin)
    with pytest.raises(Refused):
        asked(lin)
    assert lin.privacy_requests.count() == 0


def test_what_opens_meanwhile_puts_the_closing_off():
    lin, shop = make_customer(), make_store()
    wish = asked(lin)
    place_order(shop, customer=lin)
    with clock.at(clock.now() + WEEK):
        assert erasing.carry_out_due() == 0
        wish.refresh_from_db()
        assert wish.state == "asked" and wish.trouble and wish.next_at > clock.now()
    lin.refresh_from_db()
    assert lin.closed_at is None and lin.user.is_active


class Killed(BaseException):
    pass


def test_killed_between_any_two_parts_it_goes_on_where_it_was(monkeypatch):
    lin = make_customer()
    make_address(lin)
    consents.give(lin, Consent.Purpose.TERMS, source="sign_in")
    wish = asked(lin)
    parts = sum(kind.keep is None for kind in PersonalData.registry.values())
    with clock.at(clock.now() + WEEK):
        for nth in range(1, parts + 1):
            calls = iter(range(1, parts + 2))

            def die(name, nth=nth, calls=calls):
                if name == "accounts.privacy.between_parts" and next(calls) == nth:
                    raise Killed

            monkeypatch.setattr(erasing, "fault_point", die)
            with pytest.raises(Killed):
                erasing.carry_out(wish.pk)
        monkeypatch.setattr(erasing, "fault_point", faults.fault_point)
        assert erasing.carry_out(wish.pk)
        assert not erasing.carry_out(wish.pk)
    wish.refresh_from_db()
    assert wish.state == "keeping" and Event.objects.about(wish).filter(name="accounts.account_closed").count() == 1
    told = list(Event.objects.about(wish).filter(name="accounts.data_erased").values_list("facts__what", flat=True))
    assert len(told) == len(set(told)) == parts


def test_once_begun_it_cannot_be_taken_back():
    lin = make_customer()
    wish = asked(lin)
    with clock.at(clock.now() + WEEK):
        assert erasing.begin(wish)
    with pytest.raises(Refused):
        privacy.requests.withdraw(wish, by=lin.user)
    wish.refresh_from_db()
    assert wish.state == "asked" and not privacy.closing.take_back(lin)


def test_the_receiver_stays_three_years_and_then_goes():
    lin, shop = make_customer(), make_store()
    order = place_order(shop, customer=lin)
    Order.objects.filter(pk=order.pk).update(fulfilment_state="completed", payment_state="paid", completed_at=clock.now())
    wish = closed(lin)
    order.refresh_from_db()
    assert (wish.state, order.receiver_name) == ("keeping", "林晓")
    with clock.at(clock.now() + timedelta(days=1000)):
        erasing.carry_out_due()
        order.refresh_from_db()
        assert order.receiver_name == "林晓"
    total = order.total_fen
    with clock.at(clock.now() + timedelta(days=2500)):
        erasing.carry_out_due()
    order.refresh_from_db()
    wish.refresh_from_db()
    assert (order.receiver_name, order.receiver_phone, order.detail, order.total_fen) == ("***", "", "***", total)
    assert (wish.state, wish.next_at) == ("done", None)


def test_messages_go_and_nothing_more_is_sent_to_the_number():
    lin = make_customer()
    wish = asked(lin)
    deliver_all()
    assert Message.objects.filter(user=lin.user, template_code="accounts.closing").count() == 2
    with clock.at(clock.now() + WEEK):
        erasing.carry_out_due()
        deliver_all()
    assert not Message.objects.filter(user=lin.user).exists()
    wish.refresh_from_db()
    assert wish.parts["messages"] == 2


def test_a_colleague_takes_it_in_only_with_the_proof_of_who_asked():
    lin, lead = make_customer(), make_staff("service_lead").user
    with pytest.raises(Refused):
        privacy.closing.ask(lin, by=lead, identity=" ")
    assert lin.privacy_requests.count() == 0
    wish = privacy.closing.ask(lin, by=lead, identity="回拨核实并核对两笔订单", text="来电要求注销")
    assert (wish.by, wish.due_at - wish.asked_at) == (lead, timedelta(days=15))


def test_withdrawn_consent_ends_at_once():
    lin = make_customer()
    consents.give(lin, Consent.Purpose.MARKETING_SMS, source="settings")
    consents.withdraw(lin, Consent.Purpose.MARKETING_SMS, source="settings")
    assert not consents.allows(lin, Consent.Purpose.MARKETING_SMS)


def test_every_kind_says_what_it_is_for_and_what_is_kept_says_why():
    for kind in PersonalData.registry.values():
        assert str(kind.purpose)
        assert (kind.keep is None) == (not str(kind.keep_reason))
        assert kind.keep is None or kind.held


def test_two_workers_close_one_account_once():
    lin = make_customer()
    wish = asked(lin)
    with clock.at(clock.now() + WEEK):
        assert [erasing.carry_out(wish.pk), erasing.carry_out(wish.pk)] == [True, False]
    assert Customer.objects.get(pk=lin.pk).closed_at is not None
