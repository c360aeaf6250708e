"""Money of the demo's past comes back when somebody asks for it."""

import pytest

from orders import demo_payments
from orders.gateways.base import RefundRequest, RefundState
from tests.factories.orders import pay_order, place_order

pytestmark = pytest.mark.django_db


def test_a_payment_of_the_past_is_known_to_the_provider_and_paid_back_within_its_amount(wechatpay, directory, shop, settings):
    settings.SIMULATOR_DIR = directory
    payment = pay_order(place_order())
    assert (demo_payments.tell_provider(), demo_payments.tell_provider()) == (1, 0)
    wish = {"our_ref": payment.number, "total_fen": payment.amount_fen, "reason": "七天无理由", "notify_url": f"{shop.url}/hooks/"}
    answer = wechatpay.refund(RefundRequest(refund_ref="RF1", refund_fen=payment.amount_fen, **wish))
    assert (answer.state, answer.refund_fen) == (RefundState.PROCESSING, payment.amount_fen)
