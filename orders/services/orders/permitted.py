"""Who may do what with an order now: one answer for customers and every department."""

from orders.models import AftersaleState, FulfilmentState, HoldState, Order, PaymentState, ReviewState

STAFF_RIGHTS = {
    "approve": "orders.review_order",
    "hold": "orders.hold_order",
    "release": "orders.hold_order",
    "correct_address": "orders.correct_order",
    "cancel": "orders.cancel_order",
}


def open_acts(order: Order) -> set[str]:
    """What the order itself allows, whoever asks."""
    waiting = order.fulfilment_state == FulfilmentState.WAITING
    paid = order.payment_state == PaymentState.PAID
    held = order.hold_state != HoldState.NONE
    received = order.is_open("complete") and order.aftersale_state != AftersaleState.OPEN
    rules = {
        "pay": waiting and order.payment_state == PaymentState.UNPAID,
        "cancel": order.is_open("cancel"),
        "answer": waiting and order.is_open("answer"),
        "confirm_receipt": received,
        "reorder": True,
        "approve": waiting and paid and not held and order.review_state == ReviewState.WAITING,
        "hold": waiting and paid and not held,
        "release": waiting and held,
        "correct_address": waiting and order.has_parcel,
    }
    return {act for act, is_open in rules.items() if is_open}


def allowed_acts(order: Order, actor) -> set[str]:
    """``actor`` is a customer, or a user who works here; strangers may nothing."""
    acts = open_acts(order)
    if getattr(actor, "is_staff", False):
        return {act for act in acts if act in STAFF_RIGHTS and actor.has_perm(STAFF_RIGHTS[act])}
    if getattr(actor, "pk", None) == order.customer_id and not hasattr(actor, "is_staff"):
        return acts & {"pay", "cancel", "answer", "confirm_receipt", "reorder"}
    return set()
