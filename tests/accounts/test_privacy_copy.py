"""A copy of everything we hold: complete, private, once a day, gone after a while (PIPL art. 45)."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from microstore.accounts.services import customers, privacy
from microstore.core import clock, jobs
from microstore.core.errors import Refused
from microstore.core.models import Event, Job, StoredFile
from tests.factories.accounts import CHEN, last_code, make_customer, sign_in
from tests.factories.orders import make_address

pytestmark = [pytest.mark.django_db, pytest.mark.duty("X4")]


def prove(client, customer):
    client.post("/me/prove/", {"act": "send"})
    return client.post("/me/prove/", {"code": last_code(customer.phone)})


def made_for(customer):
    wish = privacy.copies.ask(customer)
    jobs.run(Job.objects.get(kind="privacy.copy", owner=customer.user).pk)
    wish.refresh_from_db()
    return wish


def opened(wish) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(default_storage.open(wish.file.path).read()))


def test_the_file_says_in_chinese_what_we_hold_and_nothing_of_others():
    lin, chen = make_customer(), make_customer(CHEN)
    customers.change_profile(lin, nickname="晓晓", email="lin@example.com")
    make_address(lin), make_address(chen, name="陈洁")
    wish = made_for(lin)
    archive = opened(wish)
    text, page = archive.read("data.json").decode(), archive.read("data.html").decode()
    data = json.loads(text)
    assert wish.state == "ready" and wish.file.is_private
    assert ("晓晓" in page, "林晓" in page, lin.phone in text, "陈洁" in text + page, CHEN in text) == (True, True, True, False, False)
    assert "地址簿" in data and len(data["地址簿"]) == 1


def test_one_copy_a_day():
    lin = make_customer()
    made_for(lin)
    with pytest.raises(Refused):
        privacy.copies.ask(lin)
    assert lin.privacy_requests.count() == 1
    with clock.at(clock.now() + timedelta(days=1)):
        assert privacy.copies.ask(lin).state == "asked"


def test_a_job_that_runs_twice_makes_one_file():
    lin = make_customer()
    wish = made_for(lin)
    privacy.copies.make(wish.pk)
    assert StoredFile.objects.filter(kind="privacy-copy").count() == 1


def test_a_lost_job_is_made_up_for():
    lin = make_customer()
    wish = privacy.copies.ask(lin)
    assert privacy.copies.make_late() == 0
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert privacy.copies.make_late() == 1
    wish.refresh_from_db()
    assert wish.state == "ready"


def test_after_its_days_the_file_is_deleted(django_capture_on_commit_callbacks):
    wish = made_for(make_customer())
    path = wish.file.path
    with clock.at(clock.now() + timedelta(days=7, seconds=1)), django_capture_on_commit_callbacks(execute=True):
        privacy.copies.drop_expired()
    wish.refresh_from_db()
    assert (wish.state, wish.file, default_storage.exists(path)) == ("done", None, False)


def test_without_a_fresh_code_nobody_gets_the_file(client, store):
    lin = make_customer()
    wish = made_for(lin)
    sign_in(client, lin)
    answer = client.get(f"/me/privacy/copy/{wish.number}/")
    assert answer.status_code == 302 and answer.url.startswith("/me/prove/?next=")
    prove(client, lin)
    answer = client.get(f"/me/privacy/copy/{wish.number}/")
    assert answer.headers["Content-Type"] == "application/zip" and "no-store" in answer.headers["Cache-Control"]
    assert Event.objects.about(wish).filter(name="accounts.privacy_fetched", by=lin.user).count() == 1


def test_a_wrong_code_proves_nothing(client, store):
    lin = make_customer()
    sign_in(client, lin)
    client.post("/me/prove/", {"act": "send"})
    wrong = f"{(int(last_code(lin.phone)) + 1) % 10**6:06d}"
    assert client.post("/me/prove/", {"code": wrong}).status_code == 422
    assert client.get("/me/privacy/copy/").status_code == 302


def test_a_proof_wears_off(client, store):
    lin = make_customer()
    sign_in(client, lin)
    prove(client, lin)
    assert client.get("/me/privacy/copy/").status_code == 200
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert client.get("/me/privacy/copy/").status_code == 302


def test_the_file_of_another_is_not_there(client, store):
    wish = made_for(make_customer())
    chen = make_customer(CHEN)
    sign_in(client, chen)
    prove(client, chen)
    assert client.get(f"/me/privacy/copy/{wish.number}/").status_code == 404
