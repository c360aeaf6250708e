"""The block list of the demo: one customer who may not order in a store, one who may again."""

from datetime import timedelta

from microstore.accounts.models import Customer, User
from microstore.core import clock
from microstore.stores.models import Store
from orders.models import CustomerBlock, Order
from orders.services import blocks

WORDS = ("连续三次拒收并辱骂快递员，客服多次沟通无效。", "同一账号反复下单后取消，占用库存。", "顾客已说明原因，恢复下单。")


def load(now) -> None:
    """Those who have not ordered lately, so that nobody's walk through the shop ends here. Harmless the second time."""
    if CustomerBlock.objects.exists():
        return
    lead, boss = (User.objects.get(username=name) for name in ("service.lead", "operations"))
    store = Order.objects.order_by("pk").values_list("store", flat=True).first()
    quiet = list(Customer.objects.filter(user__is_staff=False).select_related("user").order_by("-pk")[:2])
    if store is None or len(quiet) < 2:
        return
    shop = Store.objects.get(pk=store)
    with clock.at(now - timedelta(days=4)):
        blocks.block(quiet[0], store=shop, reason=WORDS[0], by=lead)
        row = blocks.block(quiet[1], store=None, reason=WORDS[1], by=boss)
    with clock.at(now - timedelta(days=1)):
        blocks.lift(row, reason=WORDS[2], by=boss)
