"""Consent: per purpose, never assumed, as easily taken back."""

import pytest

from microstore.accounts.models import Consent
from microstore.accounts.services import consents
from microstore.core.models import Event
from tests.factories.accounts import CHEN, make_customer, sign_in

pytestmark = pytest.mark.django_db
SMS = Consent.Purpose.MARKETING_SMS


def test_nobody_has_agreed_to_anything_at_first():
    lin = make_customer()
    assert [purpose for purpose in Consent.Purpose if consents.allows(lin, purpose)] == []


def test_consent_holds_for_its_purpose_and_customer_alone():
    lin, chen = make_customer(), make_customer(CHEN)
    given = consents.give(lin, SMS, source="settings")
    assert (given.version, given.source) == ("2026-11", "settings")
    assert consents.allows(lin, SMS)
    assert not consents.allows(lin, Consent.Purpose.MARKETING_MAIL)
    assert not consents.allows(chen, SMS)


def test_withdrawing_ends_it_and_keeps_the_row():
    lin = make_customer()
    consents.give(lin, SMS, source="settings")
    assert consents.withdraw(lin, SMS, source="unsubscribe")
    row = Consent.objects.get()
    assert not consents.allows(lin, SMS)
    assert row.withdrawn_at is not None and row.withdrawn_source == "unsubscribe"
    assert list(Event.objects.about(lin).values_list("name", flat=True))[:2] == ["accounts.consent_withdrawn", "accounts.consent_given"]


def test_withdrawing_what_was_never_given_changes_nothing():
    assert consents.withdraw(make_customer(), SMS, source="settings") is False
    assert not Consent.objects.exists()


def test_agreeing_twice_is_one_consent():
    lin = make_customer()
    assert consents.give(lin, SMS, source="settings") == consents.give(lin, SMS, source="settings")
    assert Consent.objects.count() == 1


def test_new_version_of_the_text_ends_the_old_consent(monkeypatch):
    lin = make_customer()
    consents.give(lin, SMS, source="settings")
    monkeypatch.setitem(consents.VERSIONS, SMS, "2027-01")
    assert not consents.allows(lin, SMS)
    consents.give(lin, SMS, source="settings")
    assert consents.allows(lin, SMS)
    rows = Consent.objects.order_by("pk")
    assert [(row.version, row.withdrawn_at is None) for row in rows] == [("2026-11", False), ("2027-01", True)]


def test_page_shows_boxes_as_left_and_makes_them_so(client, store):
    lin = make_customer()
    sign_in(client, lin)
    assert b"checked" not in client.get("/me/consents/").content
    client.post("/me/consents/", {SMS: "on"})
    assert consents.allows(lin, SMS) and not consents.allows(lin, Consent.Purpose.MARKETING_INBOX)
    assert client.get("/me/consents/").content.count(b"checked") == 1
    client.post("/me/consents/", {})
    assert not consents.allows(lin, SMS)
