"""The books of the marketing department (invariant 5)."""

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from marketing.models import Coupon, CouponKind, Promotion, PromotionTally, PromotionUse
from microstore.core.declarations import Check
from microstore.core.models import Event


@Check.register("5", _("what a promotion has spent is what its orders save, and within its budget"))
def budgets_add_up():
    rows = Promotion.objects.annotate(sum=Coalesce(Sum("uses__amount_fen", filter=Q(uses__counts=True)), 0))
    for row in rows.exclude(sum=F("spent_fen")):
        yield f"{row}: {row.sum} ≠ {row.spent_fen}"
    for row in rows.filter(spent_fen__gt=F("budget_fen")):
        yield f"{row}: {row.spent_fen} > {row.budget_fen}"


@Check.register("5", _("as many coupons of a kind exist as its counter says, and within its quota"))
def quotas_hold():
    rows = CouponKind.objects.annotate(count=Count("coupons"))
    for row in rows.exclude(count=F("issued")) | rows.filter(issued__gt=F("quota")):
        yield f"{row}: {row.count} coupons, {row.issued} of {row.quota} issued"


@Check.register("5", _("no customer has more coupons of a kind than allowed"))
def customers_within_limits():
    for coupon in Coupon.objects.filter(nth__gt=F("kind__per_customer")).select_related("kind"):
        yield f"{coupon}: number {coupon.nth} of {coupon.kind.per_customer}"


@Check.register("5", _("a promotion counts for a customer as often as the tally says"))
def tallies_add_up():
    used = dict(
        ((promotion, customer), count)
        for promotion, customer, count in PromotionUse.objects.filter(counts=True, promotion__times_per_customer__isnull=False)
        .order_by().values_list("promotion", "customer").annotate(count=Count("pk"))
    )  # fmt: skip
    tallies = PromotionTally.objects.exclude(times=0).values_list("promotion", "customer", "times")
    told = {(promotion, customer): times for promotion, customer, times in tallies}
    for key in sorted({*used, *told}):
        if used.get(key, 0) != told.get(key, 0):
            yield f"promotion {key[0]}, customer {key[1]}: {used.get(key, 0)} ≠ {told.get(key, 0)}"


@Check.register("6", _("every state of a coupon has its event"))
def states_have_events():
    for state, name in (("issued", "claimed"), ("held", "held"), ("used", "used"), ("returned", "returned"), ("expired", "expired")):
        told = Event.objects.filter(name=f"coupon.{name}", subject_type="marketing.coupon").values("subject_id")
        for code in Coupon.objects.filter(state=state).exclude(pk__in=told).values_list("code", flat=True):
            yield f"{code}: coupon.{name}"
