"""What a closed complaint says of the supplier: only faults of the goods count, and only while they stand (duty P2)."""

import pytest

from catalog.models import SupplierTally
from customerservice.complaints.reactions import tally_supplier
from customerservice.events.complaints import ComplaintClosed
from microstore.core.events import deliver_all
from tests.factories import orders
from tests.factories.complaints import closed, make_complaint
from tests.factories.suppliers import make_supplier

pytestmark = pytest.mark.django_db


def test_faulty_goods_count_against_their_supplier_once_and_another_cause_takes_it_back(agent):
    order = orders.place_order()
    orders.pay_order(order)
    line = order.lines.get()
    complaint = closed(make_complaint(customer=order.customer, order=order, order_line=line), by=agent)
    deliver_all()
    tally = SupplierTally.objects.get(kind="complaint")
    assert (tally.supplier, tally.reference, tally.product) == (make_supplier(), complaint.number, complaint.product)
    tally_supplier(ComplaintClosed(complaint.number, "satisfied", "packaging"))
    assert SupplierTally.objects.filter(kind="complaint").count() == 1
    tally_supplier(ComplaintClosed(complaint.number, "satisfied", "unfounded"))
    assert not SupplierTally.objects.filter(kind="complaint").exists()


def test_complaint_without_goods_tells_nothing(agent):
    closed(make_complaint(), by=agent)
    deliver_all()
    assert not SupplierTally.objects.exists()
