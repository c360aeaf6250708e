"""What an order takes of promotions and coupons: at placement, once more when it revives, and back exactly once when it ends.

Callers stand inside the transaction of the order. Locks: the coupon, then promotions by key, then their tallies; stock comes later.
"""

from django.db import connection
from django.db.models import F, Q

from marketing.engine import Outcome
from marketing.models import Promotion, PromotionTally, PromotionUse
from marketing.services import coupons
from microstore.core import clock
from microstore.core.errors import Changed
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _


def take(outcome: Outcome, *, reference: str, customer) -> None:
    """Hold the coupon and count the savings. Raises ``Changed`` when a promotion ended or was used up meanwhile."""
    for saving in outcome.savings:
        if saving.component == "coupon":
            coupons.hold(saving.offer.id, reference=reference, customer=customer)
    fault_point("marketing.take.held")
    promotions = sorted((saving for saving in outcome.savings if saving.component == "promotion"), key=lambda saving: saving.offer.id)
    now = clock.now()
    for saving in promotions:
        running = Promotion.objects.running(now).filter(pk=saving.offer.id)
        _spend(running, saving.fen, saving.offer.name)
        _count(saving.offer.id, customer.pk, saving.offer.times_per_customer, saving.offer.name)
    PromotionUse.objects.bulk_create(
        PromotionUse(promotion_id=saving.offer.id, reference=reference, customer=customer, amount_fen=saving.fen, at=now)
        for saving in promotions
    )


def _spend(promotions, fen: int, name: str) -> None:
    within = Q(budget_fen=None) | Q(budget_fen__gte=F("spent_fen") + fen)
    if not promotions.filter(within).update(spent_fen=F("spent_fen") + fen):
        raise Changed(_("“%(name)s” has ended or is used up. Please look at the amount again.") % {"name": name})


_COUNT = """
    INSERT INTO marketing_promotiontally AS tally (promotion_id, customer_id, times) VALUES (%s, %s, 1)
    ON CONFLICT (promotion_id, customer_id) DO UPDATE SET times = tally.times + 1 WHERE tally.times < %s
"""


def _count(promotion_id: int, customer_id: int, most: int | None, name: str) -> None:
    """Two tabs of one customer meet on the row of the tally: the second one waits and sees what the first one did."""
    if most is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [promotion_id, customer_id, most])
        if not cursor.rowcount:
            raise Changed(_("You have used “%(name)s” as often as it allows.") % {"name": name})


def give_back(reference: str, *, by=None) -> None:
    """The order ended before it was sent. A second time nothing happens."""
    coupons.give_back(reference, by=by)
    for use in _uses(reference, counts=True):
        use.counts = False
        use.save(update_fields=["counts"])
        Promotion.objects.filter(pk=use.promotion_id).update(spent_fen=F("spent_fen") - use.amount_fen)
        PromotionTally.objects.filter(promotion=use.promotion_id, customer=use.customer_id, times__gt=0).update(times=F("times") - 1)


def take_again(reference: str, *, customer, has_coupon: bool) -> None:
    """The order goes on at its price, though its promotions may have ended. Refuses when a budget or the coupon is gone."""
    if has_coupon:
        coupons.hold_again(reference, customer=customer)
    for use in _uses(reference, counts=False):
        use.counts = True
        use.save(update_fields=["counts"])
        _spend(Promotion.objects.filter(pk=use.promotion_id), use.amount_fen, use.promotion.name)
        _count(use.promotion_id, use.customer_id, use.promotion.times_per_customer, use.promotion.name)


def _uses(reference: str, *, counts: bool):
    uses = PromotionUse.objects.filter(reference=reference, counts=counts).select_related("promotion")
    return uses.order_by("promotion").select_for_update(of=("self",), no_key=True)
