"""What colleagues see and do: every page, by right and by store."""

import pytest

from microstore.core.events import deliver_all
from microstore.core.models import Event
from orders import checks
from orders.backoffice.orders import OrderDetail
from orders.models import Display, Payment, Refund
from orders.search import find_orders
from orders.services import orders, payments, refunds
from tests.factories import orders as make

pytestmark = pytest.mark.django_db
ALL = [
    f"orders.{name}" for name in (
        "view_order", "review_order", "hold_order", "correct_order", "cancel_order", "reveal_order", "view_payment", "view_refund",
        "view_ledgerentry", "settle_payment", "retry_refund",
    )
]  # fmt: skip


@pytest.fixture
def agent(client):
    user = make.make_staff(*ALL)
    client.force_login(user, backend="microstore.accounts.backends.Keys")
    return user


def doubtful(store, **more):
    order = make.place_order(store, note="放门口", **more)
    make.pay_order(order)
    deliver_all()
    order.refresh_from_db()
    return order


def body(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_and_every_view_of_it(store, client, agent):
    order = doubtful(store)
    assert order.number in body(client.get("/backoffice/orders/"))
    assert order.number in body(client.get("/backoffice/orders/?view=to_review"))
    assert order.number not in body(client.get("/backoffice/orders/?view=to_pay"))
    assert order.number in body(client.get(f"/backoffice/orders/?q={order.receiver_phone[3:]}"))


def test_an_order_shows_its_facts_masked(store, client, agent):
    order = doubtful(store)
    html = body(client.get(f"/backoffice/orders/{order.number}/"))
    assert "138****8000" in html
    for hidden in (order.receiver_phone, order.receiver_name, order.detail):
        assert hidden not in html
    assert order.lines.get().title in html


def test_looking_at_the_receiver_is_noted_with_its_reason(store, client, agent):
    order = doubtful(store)
    url = f"/backoffice/orders/{order.number}/reveal/"
    assert client.post(url, {"reason": ""}).status_code == 422
    assert order.detail in body(client.post(url, {"reason": "courier asks"}))
    assert Event.objects.get(name="accounts.personal_data_revealed").reason == "courier asks"


def test_the_cockpit_shows_the_first_due_and_goes_on_after_a_decision(store, client, agent):
    first, second = doubtful(store), doubtful(store)
    html = body(client.get("/backoffice/review/"))
    assert f'id="ck-no" class="mono">{first.number}' in html
    assert second.number[-6:] in html
    answer = client.post(f"/backoffice/review/{first.number}/approve/")
    assert (answer.status_code, answer.url) == (302, "/backoffice/review/")
    first.refresh_from_db()
    assert first.display_state == Display.APPROVED
    assert f'id="ck-no" class="mono">{second.number}' in body(client.get("/backoffice/review/"))
    assert client.get(f"/backoffice/review/{first.number}/").url == "/backoffice/review/"


def test_hold_release_correct_and_cancel_in_the_browser(store, client, agent):
    order = doubtful(store)
    base = f"/backoffice/orders/{order.number}"
    assert client.post(f"{base}/hold/", {"reason": "address", "question": "?"}).status_code == 302
    body(client.get(f"/backoffice/review/{order.number}/"))
    assert client.post(f"{base}/release/").status_code == 302
    parcel = {"receiver_name": "林晓", "receiver_phone": "13800138000", "province": "110000", "city": "110000", "district": "110108"}
    changed = {**parcel, "detail": "科学院南路8号", "reason": "customer called"}
    assert client.post(f"{base}/address/", changed).status_code == 302
    assert client.post(f"{base}/cancel/", {"reason": "customer called"}).status_code == 302
    order.refresh_from_db()
    assert (order.display_state, order.detail) == (Display.REFUNDING, "科学院南路8号")
    assert [e.by for e in Event.objects.filter(name__in=("order.held", "order.address_corrected", "order.cancelled"))] == [agent] * 3


def test_bulk_approval_rehearses_first_and_leaves_out_what_may_harm(store, client, agent):
    fine = doubtful(store)
    harmful = make.place_order(store, note="给孕妇吃")
    make.pay_order(harmful)
    deliver_all()
    ids = [fine.pk, harmful.pk]
    html = body(client.post("/backoffice/orders/bulk/approve/", {"row": ids}))
    fine.refresh_from_db()
    assert fine.review_state == "waiting"
    assert harmful.number in html


def test_staff_of_an_authorised_store_see_that_store_alone(store, client):
    from microstore.stores.models import StoreStaff

    other = make.make_store("partner", name="合作店")
    ours, theirs = doubtful(store), doubtful(other)
    partner = make.make_staff(*ALL, sees_all=False)
    StoreStaff.objects.create(store=other, user=partner)
    client.force_login(partner, backend="microstore.accounts.backends.Keys")
    html = body(client.get("/backoffice/orders/"))
    assert theirs.number in html
    assert ours.number not in html
    for tail in ("", "approve/", "reveal/"):
        assert client.get(f"/backoffice/orders/{ours.number}/{tail}").status_code == 404
    assert client.get(f"/backoffice/review/{ours.number}/").status_code == 404
    assert client.get(f"/backoffice/payments/{ours.payments.get().number}/").status_code == 404


def test_without_the_right_there_is_no_page(store, client):
    order = doubtful(store)
    client.force_login(make.make_staff(), backend="microstore.accounts.backends.Keys")
    for url in ("orders/", f"orders/{order.number}/", "review/", "payments/", "refunds/", "ledger/", f"orders/{order.number}/approve/"):
        assert client.get(f"/backoffice/{url}").status_code == 403
    client.post(f"/backoffice/orders/{order.number}/approve/")
    order.refresh_from_db()
    assert order.review_state == "waiting"


def test_money_that_does_not_fit_is_given_back_by_finance(store, client, agent, provider):
    order = make.place_order(store)
    payment = make.make_payment(order)
    payments.confirm(payment.number, amount_fen=9000, provider_ref="4200000041")
    assert payment.number in body(client.get("/backoffice/payments/?view=attention"))
    html = body(client.get(f"/backoffice/payments/{payment.number}/"))
    assert "¥90.00" in html
    assert client.post(f"/backoffice/payments/{payment.number}/give-back/", {"reason": "wrong amount"}).status_code == 302
    payment.refresh_from_db()
    refund = Refund.objects.get()
    assert (payment.state, payment.is_surplus, refund.amount_fen) == (Payment.State.SUCCEEDED, True, 9000)
    assert list(checks.ledger_matches_orders()) == []
    assert refund.number in body(client.get("/backoffice/refunds/"))
    body(client.get(f"/backoffice/refunds/{refund.number}/"))
    body(client.get("/backoffice/ledger/"))


def test_the_books_are_in_order_after_a_busy_day_and_name_what_is_not(store, provider):
    paid = doubtful(store)
    late = make.place_order(store)
    orders.cancel(late, reason="changed my mind", by=late.customer.user)
    surplus = make.make_payment(paid, method="h5")
    payments.confirm(surplus.number, amount_fen=10000, provider_ref="4200000051")
    back = doubtful(store)
    orders.cancel(back, reason="changed my mind", by=back.customer.user)
    refunds.send(Refund.objects.select_related("payment", "order").get(order=back))
    everything = (
        checks.lines_add_up, checks.shares_add_up, checks.ledger_matches_orders, checks.ledger_is_complete, checks.states_have_events,
        checks.cancellations_have_reasons,
    )  # fmt: skip
    assert [list(check()) for check in everything] == [[]] * 6
    line = paid.lines.get()
    type(line).objects.filter(pk=line.pk).update(shares={"goods": [9999], "freight": [0]})
    type(paid).objects.filter(pk=late.pk).update(payment_state="paid")
    assert len(list(checks.shares_add_up())) == 1
    assert list(checks.ledger_matches_orders()) == [f"{late}: 0 ≠ 10000"]
    assert list(checks.states_have_events()) == [f"{late.number}: order.paid"]


def test_the_open_step_says_what_is_to_be_done(store):
    steps = OrderDetail().steps(doubtful(store))
    assert [(str(label), state) for label, state, _when in steps[:4]] == [
        ("已下单", "done"), ("已付款", "done"), ("待审核", "now"), ("已打包", "next"),
    ]  # fmt: skip


def test_the_search_finds_an_order_by_the_last_four_of_its_phone(store, agent):
    order = make.place_order(store)
    assert [hit.title for hit in find_orders(order.receiver_phone[-4:], agent, 5)] == [order.number]
    assert find_orders(order.receiver_phone[-3:], agent, 5) == []
