"""Staff: hired, moved, leaving, coming back; rights follow the post."""

import pytest

from microstore.accounts import checks
from microstore.accounts.models import Staff, User
from microstore.accounts.services import staff
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.accounts import PASSWORD, make_staff, sign_in

pytestmark = pytest.mark.django_db


def names(user):
    return list(user.groups.values_list("name", flat=True))


def news_of(row):
    return list(Event.objects.about(row).order_by("id").values_list("name", flat=True))


def test_hired_person_stands_in_the_department_of_the_post_with_its_rights(post_rights):
    wu = make_staff(Post.SHIPPER)
    assert (wu.department, names(wu.user), wu.user.is_staff) == ("warehouse", ["shipper"], True)
    assert User.objects.get(pk=wu.user_id).has_perm("accounts.reveal_customer")
    assert news_of(wu) == ["accounts.staff_hired"]


def test_taken_username_is_refused_and_nothing_made():
    make_staff(username="wu")
    with pytest.raises(Refused):
        make_staff(username="WU ")
    assert (User.objects.count(), Staff.objects.count()) == (1, 1)


@pytest.mark.parametrize("password", ["short", "12345678", "password"])
def test_weak_password_is_refused(password):
    with pytest.raises(Refused):
        make_staff(password=password)
    assert not User.objects.exists()


def test_moving_changes_rights_at_once(post_rights):
    director, wu = make_staff(Post.DIRECTOR), make_staff(Post.HR)
    moved = staff.move(wu, post=Post.SERVICE, by=director.user, reason="换岗")
    assert (moved.department, names(wu.user)) == ("service", ["service"])
    assert not User.objects.get(pk=wu.user_id).has_perm("accounts.hire_staff")
    assert Event.objects.get(name="accounts.post_changed").facts == {"staff_id": wu.pk, "old_post": "hr", "new_post": "service"}


def test_nobody_moves_or_closes_themselves():
    wu = make_staff(Post.HR)
    for act in (lambda: staff.move(wu, post=Post.ADMINISTRATOR, by=wu.user), lambda: staff.leave(wu, by=wu.user)):
        with pytest.raises(Refused):
            act()
    wu.refresh_from_db()
    assert (wu.post, wu.left_on) == (Post.HR, None)


def test_authorised_store_staff_never_see_all_stores():
    hr = make_staff(Post.HR)
    partner = make_staff(Post.PARTNER, sees_all_stores=True)
    assert partner.sees_all_stores is False
    changed = staff.change(partner, name="白和平", email="", sees_all_stores=True, by=hr.user)
    assert changed.sees_all_stores is False
    service = make_staff(Post.SERVICE, sees_all_stores=True)
    assert staff.move(service, post=Post.PARTNER, by=hr.user).sees_all_stores is False


def test_leaving_closes_the_account_and_coming_back_opens_it():
    hr, wu = make_staff(Post.HR), make_staff(Post.SERVICE)
    staff.leave(wu, by=hr.user, reason="离职")
    assert not User.objects.get(pk=wu.user_id).is_active
    with pytest.raises(Refused):
        staff.leave(wu, by=hr.user)
    staff.come_back(wu, by=hr.user, reason="返聘")
    assert User.objects.get(pk=wu.user_id).is_active
    assert news_of(wu) == ["accounts.staff_hired", "accounts.staff_left", "accounts.staff_returned"]


def test_books_name_a_leaver_with_an_open_account_and_wrong_rights():
    wu = make_staff(Post.SERVICE)
    assert list(checks.staff_records()) == list(checks.staff_rights()) == []
    Staff.objects.filter(pk=wu.pk).update(left_on="2026-01-01", department="hr")
    assert len(list(checks.staff_records())) == 2
    Staff.objects.filter(pk=wu.pk).update(left_on=None, post=Post.FINANCE)
    assert list(checks.staff_rights()) == [f"{wu.number}: groups do not match finance"]


def test_hr_opens_an_account_in_the_back_office(client, post_rights):
    sign_in(client, make_staff(Post.HR))
    typed = {"name": "孙丽", "username": "sun", "post": "service", "password": PASSWORD, "email": "", "number": ""}
    answer = client.post("/backoffice/staff/new/", typed)
    sun = Staff.objects.get(user__username="sun")
    assert (answer.status_code, answer.url, sun.post) == (302, f"/backoffice/staff/{sun.number}/", "service")
    assert client.get(answer.url).status_code == 200
    assert "孙丽".encode() in client.get("/backoffice/staff/").content


def test_service_agent_may_not_open_accounts(client, post_rights):
    sign_in(client, make_staff(Post.SERVICE))
    assert client.get("/backoffice/staff/").status_code == 403
    assert client.post("/backoffice/staff/new/", {"username": "sun"}).status_code == 403
    assert not User.objects.filter(username="sun").exists()


def test_hr_closes_an_account_with_a_reason(client, post_rights):
    sign_in(client, make_staff(Post.HR))
    wu = make_staff(Post.SERVICE)
    page = f"/backoffice/staff/{wu.number}/leave/"
    assert client.post(page, {"reason": ""}).status_code == 422
    wu.refresh_from_db()
    assert wu.is_here
    assert client.post(page, {"reason": "离职"}).status_code == 302
    wu.refresh_from_db()
    assert not wu.is_here
