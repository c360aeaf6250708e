"""The staff's door: constant answers, pauses, and a lock that stands in the database."""

from datetime import timedelta

import pytest

from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.models import Event
from tests.factories.accounts import PASSWORD, make_customer, make_staff, sign_in

pytestmark = pytest.mark.django_db
DOOR = "/backoffice/sign-in/"


@pytest.fixture
def wu():
    return make_staff(username="wu").user


def knock(client, username="wu", password=PASSWORD, **more):
    return client.post(DOOR, {"username": username, "password": password, **more})


def state(user):
    user.refresh_from_db()
    return user.failed_sign_ins, user.locked_until is not None


def test_right_password_opens_by_username_or_number_in_any_case(client, wu):
    for name in ("wu", " WU ", wu.staff.number, wu.staff.number.lower()):
        assert knock(client, name).url == "/backoffice/"
        client.logout()


def test_wrong_name_wrong_password_customer_and_leaver_read_the_same(client, wu):
    lin = make_customer()
    User.objects.filter(pk=make_staff(username="sun").user_id).update(is_active=False)
    answers = [knock(client, "nobody"), knock(client, "wu", "wrong"), knock(client, lin.user.username, ""), knock(client, "sun")]
    answers.append(knock(client, lin.user.username, "x"))
    assert {answer.status_code for answer in answers} == {422}
    sentences = [answer.context["form"].non_field_errors() for answer in answers if answer.context["form"].non_field_errors()]
    assert all(sentence == sentences[0] for sentence in sentences) and len(sentences) == 4
    assert "_auth_user_id" not in client.session


def test_fifth_wrong_password_locks_for_a_quarter_of_an_hour(client, wu):
    start = clock.now()
    for minute in range(5):
        with clock.at(start + timedelta(minutes=minute)):
            knock(client, password="wrong")
    assert state(wu) == (5, True)
    with clock.at(start + timedelta(minutes=10)):
        assert knock(client).status_code == 422
    with clock.at(start + timedelta(minutes=20)):
        assert knock(client).status_code == 302
    assert state(wu) == (0, False)
    assert Event.objects.about(wu).filter(name="accounts.sign_in_locked").count() == 1


def test_third_wrong_password_makes_the_next_wait(client, wu):
    now = clock.now()
    with clock.at(now):
        for __ in range(3):
            knock(client, password="wrong")
        assert knock(client).status_code == 422
    with clock.at(now + timedelta(seconds=11)):
        assert knock(client).status_code == 302


def test_tries_while_locked_do_not_lengthen_the_lock(client, wu):
    start = clock.now()
    for minute in range(5):
        with clock.at(start + timedelta(minutes=minute)):
            knock(client, password="wrong")
    wu.refresh_from_db()
    until = wu.locked_until
    with clock.at(start + timedelta(minutes=6)):
        knock(client, password="wrong")
    wu.refresh_from_db()
    assert (wu.locked_until, wu.failed_sign_ins) == (until, 5)


def test_too_many_knocks_on_one_name_are_answered_429(client, wu):
    for __ in range(60):
        knock(client, "ghost", "wrong")
    assert knock(client, "ghost", "wrong").status_code == 429
    assert knock(client).status_code == 302


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/me/", DOOR, "/backoffice/../me/x\r\n"])
def test_next_stays_in_the_back_office(client, wu, evil):
    assert knock(client, next=evil).url.startswith("/backoffice/")


def test_leaver_is_out_with_the_next_click(client, wu):
    sign_in(client, wu)
    User.objects.filter(pk=wu.pk).update(is_active=False)
    answer = client.get("/backoffice/password/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, DOOR)


def test_own_password_is_changed_with_the_old_one_alone(client, wu):
    sign_in(client, wu)
    page = "/backoffice/password/"
    assert client.post(page, {"old": "wrong", "new": "green-tea-99", "again": "green-tea-99"}).status_code == 422
    assert client.post(page, {"old": PASSWORD, "new": "green-tea-99", "again": "else"}).status_code == 422
    assert client.post(page, {"old": PASSWORD, "new": "12345678", "again": "12345678"}).status_code == 422
    wu.refresh_from_db()
    assert wu.check_password(PASSWORD)
    assert client.post(page, {"old": PASSWORD, "new": "green-tea-99", "again": "green-tea-99"}).status_code == 302
    wu.refresh_from_db()
    assert wu.check_password("green-tea-99")
    assert client.get(page).status_code == 200


def test_passwords_are_kept_by_argon2():
    from microstore.settings import base

    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
