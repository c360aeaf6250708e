"""What law or safety forbid to sell is not paid any more; money that comes all the same is never lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from catalog.models import Product, Removal
from catalog.shelf import removing
from inventory.models import Reservation, Stock
from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.events import deliver_all
from microstore.messaging.models import Message
from microstore.stores.models import Licence
from orders import tasks
from orders.models import Display, LedgerEntry, Refund
from orders.services import endings, orders, payments, withheld
from orders.services.payments import Browser
from tests.factories import orders as make
from tests.factories.readings import make_book, place
from tests.factories.suppliers import end_licences

pytestmark = pytest.mark.django_db
DESKTOP = Browser("native", "https://shop.example/hooks/payments/wechatpay/")


def medicine(store):
    return make.make_sku(store, product_class="drug_otc_a", name="维生素C片")


def end_paper(store, kind):
    Licence.objects.filter(store=store, kind=kind).update(valid_until=clock.today() - timedelta(days=1))


def no_licence(order):
    end_paper(order.store, Licence.Kind.DRUG)


def no_pharmacist(order):
    end_paper(order.store, Licence.Kind.PHARMACIST)


def no_certificate(order):
    revision = order.lines.get().sku.product.live_revision
    type(revision).objects.filter(pk=revision.pk).update(certificate_until=clock.today() - timedelta(days=1))


def no_supplier(order):
    end_licences(order.lines.get().sku.product.supplier, clock.today() - timedelta(days=1))


def unsafe(order):
    assert removing.take_off(order.lines.get().sku.product, Product.Delisting.QUALITY, "两人服用后不适")


def no_batch(order):
    Stock.objects.update(reserved=0)
    Reservation.objects.update(state="short", stock=None)


EVERY = [no_licence, no_pharmacist, no_certificate, no_supplier, unsafe, no_batch]


@pytest.mark.parametrize("end", EVERY)
def test_what_may_not_be_sold_is_not_paid_and_the_order_ends_with_its_reason(store, provider, end):
    order = make.place_order(store, wants={medicine(store): 1})
    payment = payments.start(order, DESKTOP)
    assert withheld.unpaid(9) == []
    end(order)
    with pytest.raises(Refused, match="维生素C片"):
        payments.open_attempt(order, method="h5")
    assert tasks.withdraw_unpaid() == 1
    order.refresh_from_db()
    assert (order.display_state, order.end_reason) == (Display.CANCELLED, "“维生素C片”目前不能销售。")
    assert (provider.closed, Reservation.objects.open().count()) == ([payment.number], 0)
    deliver_all()
    assert Message.objects.filter(template_code="orders.withdrawn", channel="inbox").count() == 1
    assert tasks.withdraw_unpaid() == 0


def test_goods_that_left_for_commercial_reasons_are_paid_and_sent_as_ordered(store, provider):
    order = make.place_order(store)
    product = order.lines.get().sku.product
    row = Removal.objects.create(product=product, why=Product.Delisting.SLOW, words="3")
    removing.agree(row, by=make.make_staff(), reason="")
    assert (Product.objects.get().state, tasks.withdraw_unpaid()) == ("delisted", 0)
    make.pay_order(order)
    orders.approve(order, by=make.make_staff())
    assert order.display_state == Display.APPROVED


def test_page_to_pay_ends_the_order_and_leads_to_ordering_the_rest(client, store, provider):
    customer = make.make_customer()
    client.force_login(customer.user)
    order = make.place_order(store, customer=customer, wants={medicine(store): 1})
    assert client.get(reverse("pay", args=[order.number])).status_code == 200
    no_licence(order)
    answer = client.get(reverse("pay", args=[order.number]), follow=True)
    assert answer.redirect_chain[0][0] == reverse("order", args=[order.number])
    order.refresh_from_db()
    assert (order.display_state, len(provider.closed)) == (Display.CANCELLED, 1)
    assert "未扣款" in str(next(iter(answer.context["messages"])))
    assert reverse("order-again", args=[order.number]) in answer.content.decode()


def test_while_the_provider_is_silent_the_order_stays_and_cannot_be_paid(store, provider):
    order = make.place_order(store, wants={medicine(store): 1})
    payments.start(order, DESKTOP)
    no_licence(order)
    provider.fails = OutsideFailed("timeout")
    assert endings.withdraw(order.pk) is False
    order.refresh_from_db()
    assert order.display_state == Display.PENDING_PAYMENT
    with pytest.raises(Refused):
        payments.start(order, DESKTOP)


def test_money_that_was_there_first_goes_to_the_review_and_is_not_approved(store, provider):
    """The code was scanned before the licence ended; the notice comes after."""
    order = make.place_order(store, wants={medicine(store): 1})
    provider.pay(payments.start(order, DESKTOP))
    no_licence(order)
    assert tasks.withdraw_unpaid() == 0
    deliver_all()
    order.refresh_from_db()
    assert (order.display_state, order.review_hits[0]["code"]) == (Display.IN_REVIEW, "withheld")
    assert "RX-01" in order.review_hits[0]["text"]
    with pytest.raises(Refused):
        orders.approve(order, by=make.make_staff())
    orders.cancel(order, reason="不能再销售", by=make.make_staff())
    assert Refund.objects.get().amount_fen == order.total_fen


def test_money_for_an_order_that_ended_goes_back_instead_of_reviving_it(store, provider):
    order = make.place_order(store, wants={medicine(store): 1})
    payment = payments.start(order, DESKTOP)
    no_licence(order)
    assert endings.withdraw(order.pk)
    for _again in range(2):
        payments.confirm(payment.number, amount_fen=10000, provider_ref="4200101")
    order.refresh_from_db()
    assert (order.display_state, order.payment_state) == (Display.CANCELLED, "unpaid")
    assert [(row.kind, row.amount_fen) for row in Refund.objects.all()] == [(Refund.Kind.LATE, 10000)]
    assert list(LedgerEntry.objects.values_list("amount_fen", flat=True)) == [10000]


def test_late_money_for_what_the_customer_has_bought_anew_goes_back(store):
    """An order to be read that nothing was taken off: the second copy is refused, its money is not lost."""
    book, customer = make_book(store), make.make_customer()
    first = place(store, book, customer=customer)
    payment = make.make_payment(first)
    orders.cancel(first, reason="改天再买", by=customer.user)
    make.pay_order(place(store, book, customer=customer))
    payments.confirm(payment.number, amount_fen=2900, provider_ref="4200102")
    assert [(row.order, row.kind, row.amount_fen) for row in Refund.objects.all()] == [(first, Refund.Kind.LATE, 2900)]
