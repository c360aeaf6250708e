"""Staff prove themselves twice: with the password, and with a code from a phone or a recovery code."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from microstore.accounts.models import SignIn
from microstore.accounts.services import devices, second_step, staff
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.accounts import PASSWORD, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]
DOOR, STEP, HOME = "/backoffice/sign-in/", "/backoffice/second-step/", "/backoffice/"


def code_of(user, *, steps=0) -> str:
    """What the app shows, or will show ``steps`` half minutes later."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, step=device.step, t0=device.t0 - steps * device.step):06d}"


def set_up(user) -> list[str]:
    second_step.begin(user)
    codes = second_step.confirm(user, code_of(user))
    TOTPDevice.objects.filter(user=user).update(last_t=-1)  # the half minute of the set-up is over
    return codes


def with_password(client, user):
    return client.post(DOOR, {"username": user.username, "password": PASSWORD})


def is_inside(client) -> bool:
    return client.get(HOME).status_code == 200


@pytest.mark.duty("T2b")
def test_the_password_alone_opens_nothing_once_a_phone_is_set_up(client):
    user = make_staff().user
    set_up(user)
    assert with_password(client, user).headers["Location"] == STEP
    assert not is_inside(client)
    assert client.post(STEP, {"code": code_of(user)}).headers["Location"] == HOME
    assert is_inside(client)


def test_a_code_opens_the_door_once(client):
    user = make_staff().user
    set_up(user)
    code = code_of(user)
    with_password(client, user)
    client.post(STEP, {"code": code})
    second = Client()
    with_password(second, user)
    assert second.post(STEP, {"code": code}).status_code == 422
    assert not is_inside(second)


def test_a_wrong_code_is_refused_and_the_next_try_has_to_wait(client):
    user = make_staff().user
    set_up(user)
    with_password(client, user)
    wrong = f"{(int(code_of(user)) + 1) % 10**6:06d}"
    assert client.post(STEP, {"code": wrong}).status_code == 422
    assert client.post(STEP, {"code": code_of(user)}).status_code == 422  # at once: too quick
    time.sleep(1.1)
    assert client.post(STEP, {"code": code_of(user)}).status_code == 302


def test_each_recovery_code_is_good_once_and_its_use_is_written_down(client):
    user = make_staff().user
    codes = set_up(user)
    assert len(set(codes)) == 10
    with_password(client, user)
    assert client.post(STEP, {"code": f" {codes[0].upper()} "}).status_code == 302
    assert Event.objects.get(name="accounts.recovery_code_used").facts == {"user_id": user.pk, "left": 9}
    with pytest.raises(Refused):
        second_step.check(user, codes[0])


def test_the_code_page_without_the_password_leads_back_to_the_door(client):
    assert client.get(STEP).headers["Location"] == DOOR
    assert client.post(STEP, {"code": "123456"}).headers["Location"] == DOOR


def test_where_it_is_required_nothing_else_opens_before_it_is_set_up(client, settings):
    settings.SECOND_STEP_REQUIRED = True
    user = make_staff().user
    with_password(client, user)
    setup = reverse("backoffice:my-second-step")
    for path in (HOME, "/backoffice/staff/", "/admin/"):
        assert client.get(path).headers["Location"] == setup
    page = client.get(setup)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert client.post(setup, {"code": "000000"}).status_code == 422
    time.sleep(1.1)
    shown = client.post(setup, {"code": code_of(user)})
    assert shown.context["codes"] and is_inside(client)


def test_the_plain_admin_has_no_door_of_its_own(client):
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == f"{DOOR}?next=/admin/"
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302


def test_new_recovery_codes_end_the_old_ones(client):
    user = make_staff().user
    old = set_up(user)
    client.force_login(user)
    url = reverse("backoffice:my-recovery-codes")
    assert client.post(url, {"code": old[0]}).status_code == 200
    assert second_step.codes_left(user) == 10
    with pytest.raises(Refused):
        second_step.check(user, old[1])


def test_personnel_removes_the_second_step_of_a_lost_phone_and_ends_its_sessions(client):
    lost, hr = make_staff(), make_staff("hr").user
    set_up(lost.user)
    phone = Client()
    with_password(phone, lost.user)
    phone.post(STEP, {"code": code_of(lost.user)})
    client.force_login(hr)
    url = reverse("backoffice:staff-second-step-remove", args=[lost.number])
    assert client.post(url, {"reason": "phone lost, called back"}).status_code == 302
    assert not second_step.is_set_up(lost.user)
    assert not is_inside(phone)
    event = Event.objects.get(name="accounts.second_step_removed")
    assert (event.by, event.reason) == (hr, "phone lost, called back")
    assert "phone lost, called back" in client.get(reverse("backoffice:staff-member", args=[lost.number])).content.decode()


def test_nobody_removes_their_own_second_step(client):
    hr = make_staff("hr")
    set_up(hr.user)
    client.force_login(hr.user)
    assert client.post(reverse("backoffice:staff-second-step-remove", args=[hr.number]), {"reason": "tired of it"}).status_code == 409
    assert second_step.is_set_up(hr.user)


def test_somebody_sees_their_devices_and_ends_the_others(client):
    user = make_staff().user
    other = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0"}, REMOTE_ADDR="203.0.113.77")
    with_password(other, user)
    with_password(client, user)
    assert [(one.device, one.place) for one in devices.open_of(user)][1] == ("WeChat · iPhone", "203.0.113.*")
    assert client.post(reverse("backoffice:my-devices")).status_code == 302
    assert is_inside(client) and not is_inside(other)
    assert SignIn.objects.filter(user=user, ended_at=None).count() == 1


def test_nobody_ends_a_session_of_somebody_else(client):
    mine, theirs = make_staff().user, make_staff().user
    other = Client()
    with_password(other, theirs)
    client.force_login(mine)
    client.post(reverse("backoffice:my-devices"), {"device": SignIn.objects.get(user=theirs).pk})
    assert is_inside(other)


def test_leaving_ends_all_sessions():
    leaver, hr = make_staff(), make_staff("hr")
    browser = Client()
    with_password(browser, leaver.user)
    staff.leave(leaver, by=hr.user, reason="moves away")
    assert SignIn.objects.get(user=leaver.user).ended_at
    assert not is_inside(browser)
