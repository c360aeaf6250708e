"""The customers' door."""

import pytest
from django.urls import reverse

from microstore.accounts import hooks
from microstore.accounts.models import Consent, Customer, SignInCode, User
from microstore.core import clock
from tests.factories.accounts import CHEN, LIN, last_code, make_customer, make_staff, sent, sign_in, wrong

pytestmark = pytest.mark.django_db


def ask_code(client, phone="138 0013 8000", **more):
    return client.post("/accounts/sign-in/", {"act": "send_code", "phone": phone, **more})


def use_code(client, code, **more):
    return client.post("/accounts/sign-in/", {"act": "sign_in", "code": code, "agreed": "on", **more})


def test_new_customer_signs_in_with_phone_and_code(client, store):
    assert ask_code(client).status_code == 302
    assert b"138****8000" in client.get("/accounts/sign-in/").content
    answer = use_code(client, last_code())
    assert (answer.status_code, answer.url) == (302, "/me/")
    customer = Customer.objects.get()
    assert (customer.phone, customer.user.phone, customer.user.has_usable_password()) == (LIN, LIN, False)
    assert client.session["_auth_user_id"] == str(customer.user_id)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.source, consent.withdrawn_at) == ("terms", "sign_in", None)


def test_known_customer_signs_in_without_a_second_account(client, store):
    lin = make_customer()
    ask_code(client)
    use_code(client, last_code())
    assert list(Customer.objects.values_list("pk", flat=True)) == [lin.pk]


def test_known_and_unknown_phones_get_the_same_answer(client, store):
    make_customer(LIN)
    known, unknown = ask_code(client, "13800138000"), ask_code(client, "13912345678")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [phone for phone, __ in sent] == [LIN, CHEN]


def test_wrong_code_signs_nobody_in(client, store):
    ask_code(client)
    answer = use_code(client, wrong(last_code()))
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(customer__isnull=False).exists()


def test_without_agreement_the_code_is_not_used_up(client, store):
    ask_code(client)
    answer = client.post("/accounts/sign-in/", {"act": "sign_in", "code": last_code()})
    assert answer.status_code == 422
    assert SignInCode.objects.get().used_at is None


def test_agreement_is_never_ticked_beforehand(client, store):
    ask_code(client)
    assert b"checked" not in client.get("/accounts/sign-in/").content


@pytest.mark.parametrize("phone", ["", "123", "02088888888", "138001380001", "<script>", "\x00", "1" * 5000])
def test_what_is_no_phone_is_refused_with_a_sentence(client, store, phone):
    answer = ask_code(client, phone)
    assert answer.status_code == 422
    assert sent == [] and not SignInCode.objects.exists()


@pytest.mark.parametrize("phone", ["13800138000", "+86 138-0013-8000", "008613800138000", "１３８００１３８０００", " 138 0013 8000 "])
def test_phones_are_read_as_people_write_them(client, store, phone):
    ask_code(client, phone)
    assert [to for to, __ in sent] == [LIN]


def test_asking_again_at_once_is_answered_429_with_the_time_to_wait(client, store):
    ask_code(client)
    answer = client.post("/accounts/sign-in/", {"act": "send_code"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert len(sent) == 1


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "/admin/"])
def test_next_never_leads_away(client, store, evil):
    ask_code(client, next=evil)
    assert use_code(client, last_code(), next=evil).url == "/me/"


def test_next_leads_back_where_the_customer_was_going(client, store):
    ask_code(client, next="/me/addresses/")
    assert use_code(client, last_code(), next="/me/addresses/").url == "/me/addresses/"


def test_sign_in_hooks_learn_the_guests_session_key(client, store, monkeypatch):
    heard = []
    monkeypatch.setattr(hooks, "sign_in_hooks", [lambda request, customer, key: heard.append((customer.phone, key))])
    ask_code(client)
    guest_key = client.session.session_key
    use_code(client, last_code())
    assert heard == [(LIN, guest_key)]
    assert client.session.session_key != guest_key


def test_closed_account_is_refused(client, store):
    lin = make_customer()
    User.objects.filter(pk=lin.user_id).update(is_active=False)
    ask_code(client)
    assert use_code(client, last_code()).status_code == 422
    assert "_auth_user_id" not in client.session


def test_phone_of_a_colleague_opens_a_customer_account_and_not_the_work_account(client, store):
    wu = make_staff()
    User.objects.filter(pk=wu.user_id).update(phone=LIN)
    ask_code(client)
    use_code(client, last_code())
    customer = Customer.objects.get()
    assert customer.user_id != wu.user_id and not customer.user.is_staff
    assert client.session["_auth_user_id"] == str(customer.user_id)


def test_sign_out_takes_a_post(client, store):
    sign_in(client, make_customer())
    assert client.get("/accounts/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_guest_is_sent_to_the_door_and_back(client, store):
    answer = client.get("/me/addresses/")
    assert (answer.status_code, answer.url) == (302, reverse("sign-in") + "?next=%2Fme%2Faddresses%2F")


def test_staff_are_no_customers(client, store):
    sign_in(client, make_staff())
    assert client.get("/me/addresses/").status_code == 302


def test_door_works_inside_another_store(client, store):
    from tests.factories.stores import make_open_store

    make_open_store("member")
    answer = client.post("/s/member/accounts/sign-in/", {"act": "send_code", "phone": "13800138000"})
    assert answer.url == "/s/member/accounts/sign-in/"
    assert client.post("/s/member/accounts/sign-in/", {"act": "sign_in", "code": last_code(), "agreed": "on"}).url == "/s/member/me/"


def test_a_code_that_can_no_longer_be_used_is_not_asked_for(client, store):
    ask_code(client)
    SignInCode.objects.update(expires_at=clock.now())
    html = client.get("/accounts/sign-in/").content.decode()
    assert 'name="phone"' in html and 'name="code"' not in html


def test_whoever_is_signed_in_and_comes_back_to_the_form_goes_on(client, store):
    ask_code(client)
    use_code(client, last_code())
    came = client.get("/accounts/sign-in/?next=/orders/")
    for answer in (came, use_code(client, "000000", next="/orders/"), ask_code(client, next="/orders/")):
        assert (answer.status_code, answer.url) == (302, "/orders/")
    assert len(sent) == 1


def test_a_script_is_told_where_to_go_on_in_place_of_the_form(client, store):
    ask_code(client)
    answer = client.post(
        "/accounts/sign-in/", {"act": "sign_in", "code": last_code(), "agreed": "on"}, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.headers["Location"]) == (204, "/me/")
    assert "_auth_user_id" in client.session
