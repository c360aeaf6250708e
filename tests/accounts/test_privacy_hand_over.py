"""Whoever leaves hands over in every department; each row tells who answers for it now."""

from datetime import timedelta

import pytest

from customerservice.services.conversations import handing
from microstore.accounts.services import staff
from microstore.core import approvals, clock, handover
from microstore.core.models import Approval, Event
from operations.models import DutyRow
from tests.factories import campaigns, conversations, openings
from tests.factories import complaints as of_complaints
from tests.factories import logistics as of_logistics
from tests.factories.accounts import make_staff
from tests.factories.orders import make_sku, make_store

pytestmark = [pytest.mark.django_db, pytest.mark.duty("T2")]


@pytest.fixture
def people(post_rights):
    leaver, heir, hr = make_staff("service_lead", name="吴桐"), make_staff("service_lead", name="孙悦"), make_staff("hr")
    return leaver, heir, hr.user


def duty_of(user, number="X9"):
    now = clock.now()
    return DutyRow.objects.create(
        duty=number, post="service_lead", department="service", cadence="daily", first=clock.today(), last=clock.today(), person=user,
        falls_due_at=now, due_at=now, overdue_at=now + timedelta(days=1),
    )  # fmt: skip


def test_work_of_every_department_goes_to_the_successor(people):
    leaver, heir, hr = people
    user = leaver.user
    parcel = of_logistics.picking_now(by=user)
    product = make_sku(make_store()).product
    type(product).objects.filter(pk=product.pk).update(owner=user)
    approval = Approval.objects.create(
        number="AP1", kind="product.publish", subject_type=product._meta.label_lower, subject_id=product.pk, subject_label="x",
        reason="上架", asked_by=user,
    )  # fmt: skip
    campaign = campaigns.make_draft(by=user)
    campaign.departments.update(owner=user)
    opening = openings.begun(by=user)
    duty = duty_of(user)
    complaint = of_complaints.make_complaint(by=user)
    handing.set_presence(user, is_online=True)
    talk = conversations.hear()
    assert {work.code for work, __ in handover.open_work(user)} >= {
        "products", "approvals", "campaign_drafts", "campaigns", "openings", "duties", "parcels", "complaints", "talks"
    }  # fmt: skip
    staff.leave(leaver, by=hr, reason="离职", successor=heir)
    assert handover.open_work(user) == []
    for row, field in [
        (product, "owner"), (approval, "asked_by"), (campaign, "drafted_by"), (opening, "owner"), (duty, "person"), (parcel, "picker"),
        (complaint, "owner"), (talk, "assignee"),
    ]:  # fmt: skip
        row.refresh_from_db()
        assert getattr(row, field) == heir.user, row
        assert Event.objects.about(row).filter(by=hr).exists(), row
    assert set(campaign.departments.values_list("owner", flat=True)) == {heir.user.pk}


def test_the_successor_cannot_decide_what_was_handed_over(people):
    leaver, heir, hr = people
    product = make_sku(make_store()).product
    Approval.objects.create(
        number="AP1", kind="product.publish", subject_type=product._meta.label_lower, subject_id=product.pk, subject_label="x",
        reason="上架", asked_by=leaver.user,
    )  # fmt: skip
    staff.leave(leaver, by=hr, reason="离职", successor=heir)
    assert not approvals.waiting_for(heir.user).exists()


def test_a_talk_that_the_successor_may_not_answer_goes_back_to_whoever_is_there(people):
    leaver, __, hr = people
    handing.set_presence(leaver.user, is_online=True)
    talk = conversations.hear()
    agent = conversations.make_agent()
    staff.leave(leaver, by=hr, reason="离职", successor=make_staff("finance"))
    talk.refresh_from_db()
    assert talk.assignee == agent


def test_a_duty_that_the_successor_owes_already_is_waived(people):
    leaver, heir, hr = people
    mine, theirs = duty_of(leaver.user), duty_of(heir.user)
    staff.leave(leaver, by=hr, reason="离职", successor=heir)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, mine.person, theirs.state) == ("waived", leaver.user, "scheduled")
