"""Complaints in every stage, made through the services."""

from datetime import datetime, timedelta

from customerservice.models import Category, Complaint, Satisfaction, SolutionKind
from customerservice.services import complaints
from customerservice.services.complaints import Told
from microstore.core.clock import SHANGHAI
from microstore.core.declarations import Post
from tests.factories import accounts, orders

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)
HANDLE = ("customerservice.view_complaint", "customerservice.handle_complaint")


def make_agent(post=Post.SERVICE, **fields):
    return accounts.make_staff(post, **fields).user


def make_complaint(*, category=Category.GOODS, customer=None, store=None, by=None, **told) -> Complaint:
    values = {"category": category, "text": "瓶盖没有封好，里面撒了一半", **told}
    return complaints.receive(store or orders.make_store(), Told(**values), customer=customer, by=by)


def clock_of(complaint, kind, round=1):
    return complaint.clocks.get(kind=kind, round=round)


def offered(complaint, *, by, kind=SolutionKind.APOLOGY, amount_fen=0):
    return complaints.offer(complaint, kind=kind, text="补发一瓶新的", amount_fen=amount_fen, by=by)


def resolved(complaint, *, by):
    """Offered, accepted, carried out; the customer is being asked."""
    offered(complaint, by=by)
    complaints.accept(complaint)
    complaints.implement(complaint, text="补发包裹", by=by)
    return complaints.resolve(complaint, by=by)


def closed(complaint, *, by):
    survey = resolved(complaint, by=by)
    complaints.answer_survey(survey, result=Satisfaction.SATISFIED)
    complaints.find_cause(complaint, cause="packaging", because="偶发", by=by)
    complaints.close(complaint, by=by)
    complaint.refresh_from_db()
    return complaint
