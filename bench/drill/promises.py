"""What must hold afterwards, asked of the database, the provider's own ledger and what buyers were told. Each gives what breaks it."""
from datetime import datetime

LATEST_SECONDS = 300
PAID = ("SUCCESS", "REFUND")


def orders_stand(house, since):
    """every order a buyer was told of stands exactly once, and no page sent twice made two"""
    steps = house.steps()
    numbers = dict(house.ask("SELECT token, number FROM orders_order WHERE placed_at >= %s", since))
    yield from (f"{s['number']}: token {s['token']}" for s in steps if s["what"] == "placed" and numbers.get(s["token"]) != s["number"])
    yield from (f"token {token} made {count} orders" for token, count in house.ask(
        "SELECT token, count(*) FROM orders_order WHERE placed_at >= %s AND token IS NOT NULL "
        "GROUP BY token HAVING count(*) > 1", since))  # fmt: skip


def payments_are_booked(house, since):
    """every payment of the provider's ledger is booked once with its amount, nothing else is; a wrong amount waits for a person"""
    trades = {number: trade for number, trade in house.provider("trade").items() if trade["state"] in PAID}
    rows = house.ask(
        "SELECT p.number, p.state, l.amount_fen, l.provider_ref FROM orders_payment p LEFT JOIN orders_ledgerentry l "
        "ON l.payment_id = p.id AND l.kind = 'payment' WHERE p.created_at >= %s AND p.gateway = 'wechatpay'", since)  # fmt: skip
    booked = {}
    for number, state, fen, ref in rows:
        booked.setdefault(number, []).append((state, fen, ref))
    for number, lines in booked.items():
        trade = trades.get(number)
        if trade is None and lines[0][1] is not None:
            yield f"{number} is booked and nobody paid it"
        elif trade and lines != [("succeeded", trade["total"], trade["transaction_id"])] and lines[0][0] != "attention":
            yield f"{number} was paid, the books say {lines}"


def paid_orders_go_on(house, since):
    """a booked payment has paid its order, once, and told so once"""
    yield from (f"{number}: {state}" for number, state in house.ask(
        "SELECT o.number, o.payment_state FROM orders_payment p JOIN orders_order o ON o.id = p.order_id "
        "WHERE p.created_at >= %s AND p.state = 'succeeded' AND NOT p.is_surplus AND o.payment_state = 'unpaid'", since))  # fmt: skip
    yield from (f"{name} told {count} times of {kind} {pk}" for name, kind, pk, count in house.ask(
        "SELECT name, subject_type, subject_id, count(*) FROM core_event WHERE at >= %s AND name IN ('order.placed', 'order.paid', "
        "'payment.succeeded', 'refund.succeeded', 'order.approved', 'order.completed') "
        "GROUP BY name, subject_type, subject_id HAVING count(*) > 1", since))  # fmt: skip


def refunds_are_booked(house, since):
    """every refund of the provider's ledger is booked exactly once, none more, and none hangs"""
    given = {number: each for number, each in house.provider("refund").items() if each["status"] == "SUCCESS"}
    rows = house.ask(
        "SELECT r.number, r.state, l.amount_fen FROM orders_refund r LEFT JOIN orders_ledgerentry l ON l.refund_id = r.id "
        "JOIN orders_payment p ON p.id = r.payment_id WHERE p.created_at >= %s", since)  # fmt: skip
    for number, state, fen in rows:
        theirs = given.get(number)
        if (fen is None) != (theirs is None) or (theirs and theirs["wish"]["amount"]["refund"] != -fen):
            yield f"{number} ({state}): booked {fen}, the provider says {theirs and theirs['wish']['amount']['refund']}"
        elif state != "succeeded":
            yield f"{number} is still {state}"


def notices_take_effect_once(house, since):
    """a notice that came several times left one line in the ledger"""
    yield from (f"{ref}: {times} times, {lines} lines" for ref, times, lines in house.ask(
        "SELECT n.our_ref, max(n.times), count(DISTINCT l.id) FROM orders_notice n JOIN orders_payment p ON p.number = n.our_ref "
        "LEFT JOIN orders_ledgerentry l ON l.payment_id = p.id AND l.kind = 'payment' "
        "WHERE n.received_at >= %s AND p.state <> 'attention' GROUP BY n.our_ref HAVING count(DISTINCT l.id) <> 1", since))  # fmt: skip


def payments_are_found(house, since):
    """a payment is known at most five minutes after it was made, with or without its notice"""
    trades = house.provider("trade")
    for number, known in house.ask(
        "SELECT p.number, e.at FROM core_event e JOIN orders_payment p ON p.id = e.subject_id "
        "WHERE e.subject_type = 'orders.payment' AND e.name = 'payment.succeeded' AND e.at >= %s", since):  # fmt: skip
        trade = trades.get(number)
        if trade and (late := (known - datetime.fromisoformat(trade["paid_at"])).total_seconds()) > LATEST_SECONDS:
            yield f"{number} after {late:.0f} s"


def parcels_are_not_doubled(house, since):
    """no parcel holds more than was ordered, and every approved order has its parcel"""
    yield from (f"{number}: {packed} of {units} units" for number, packed, units in house.ask(
        "SELECT o.number, sum(sl.units), min(ol.units) FROM logistics_shipmentline sl JOIN logistics_shipment s ON s.id = sl.shipment_id "
        "JOIN orders_orderline ol ON ol.id = sl.order_line_id JOIN orders_order o ON o.id = ol.order_id "
        "WHERE o.placed_at >= %s AND s.state <> 'cancelled' GROUP BY o.number, ol.id "
        "HAVING sum(sl.units) > min(ol.units)", since))  # fmt: skip
    yield from (f"{number} has no parcel" for (number,) in house.ask(
        "SELECT number FROM orders_order o WHERE placed_at >= %s AND fulfilment_state = 'approved' "
        "AND NOT EXISTS (SELECT 1 FROM logistics_shipment s WHERE s.order_id = o.id)", since))  # fmt: skip


def messages_are_not_doubled(house, since):
    """nobody is told the same thing about the same order twice"""
    yield from (f"{code} by {channel} to user {user}: {count} times" for user, code, channel, count in house.ask(
        "SELECT user_id, template_code, channel, count(*) FROM messaging_message WHERE created_at >= %s AND user_id IS NOT NULL "
        "AND link LIKE '%%/orders/%%' GROUP BY user_id, template_code, channel, link, params HAVING count(*) > 1", since))  # fmt: skip


def news_is_delivered(house, since):
    """no news is stuck: every reaction ran"""
    yield from (f"{reaction}: {error[:120]}" for reaction, error in house.ask(
        "SELECT reaction, error FROM core_delivery d JOIN core_event e ON e.id = d.event_id "
        "WHERE e.at >= %s AND d.done_at IS NULL AND (d.next_at IS NULL OR d.tries > 0)", since))  # fmt: skip


def books_are_clean(house, since):
    """manage.py check_books is clean"""
    done = house.running.manage("check_books")
    if done.returncode:
        yield from [line.strip() for line in done.stdout.splitlines() if not line.strip().startswith("ok")][:8] or [done.stderr[-300:]]


PROMISES = [
    orders_stand, payments_are_booked, paid_orders_go_on, refunds_are_booked, notices_take_effect_once, payments_are_found,
    parcels_are_not_doubled, messages_are_not_doubled, news_is_delivered, books_are_clean,
]  # fmt: skip


def unfinished(house, since):
    """How many payments and refunds of the provider's ledger the shop does not know yet, and news that waits."""
    trades = {number for number, trade in house.provider("trade").items() if trade["state"] in PAID}
    known = {number for (number,) in house.ask("SELECT number FROM orders_payment WHERE state IN ('succeeded', 'attention')")}
    refunds = house.ask("SELECT count(*) FROM orders_refund WHERE state IN ('requested', 'processing')")[0][0]
    waiting = house.ask("SELECT count(*) FROM core_delivery WHERE done_at IS NULL AND next_at IS NOT NULL")[0][0]
    return len(trades - known) + refunds + waiting
