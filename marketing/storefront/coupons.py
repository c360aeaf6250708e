"""The coupon centre, claiming with one click, and the customer's own coupons."""

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from marketing.models import Coupon, CouponKind
from marketing.services import coupons as acts
from marketing.words import step_words
from microstore.accounts.doors import customer_required, safe_next
from microstore.core import clock
from microstore.core.access import open_to
from microstore.core.errors import Refused

MOST = 60


@open_to("public")
@never_cache
@require_GET
def centre(request):
    """What can be claimed in this store now, soonest to end first, and what the customer has of it already."""
    now = clock.now()
    kinds = CouponKind.objects.filter(is_active=True, claims_from__lte=now, claims_until__gt=now).in_store(request.store)
    kinds = list(kinds.order_by("claims_until", "pk")[:MOST])
    have = _have(request.customer, kinds)
    return render(request, "marketing/storefront/coupons.html", {"kinds": [_dress(kind, have.get(kind.pk, [])) for kind in kinds]})


def _have(customer, kinds) -> dict[int, list[Coupon]]:
    found: dict[int, list[Coupon]] = {}
    if customer and kinds:
        for coupon in customer.coupons.filter(kind__in=kinds):
            found.setdefault(coupon.kind_id, []).append(coupon)
    return found


def _dress(kind: CouponKind, mine: list[Coupon]) -> dict:
    return {
        "kind": kind, "words": step_words(kind.threshold_fen, kind.off_fen), "have": len(mine), "is_gone": kind.left <= 0,
        "is_full": len(mine) >= kind.per_customer, "is_scoped": _is_scoped(kind), "share_gone": kind.issued * 100 // max(kind.quota, 1),
    }  # fmt: skip


def _is_scoped(kind: CouponKind) -> bool:
    return bool(kind.category_ids or kind.product_ids or kind.without_category_ids or kind.without_product_ids)


@customer_required
@require_POST
def claim(request, code: str):
    """``have`` is how many the page showed: the same click twice gives one coupon."""
    kind = get_object_or_404(CouponKind.objects.in_store(request.store), code=code)
    have = request.POST.get("have", "0")
    try:
        acts.claim(kind, request.customer, have=int(have) if have.isdigit() and len(have) < 4 else 0)
        messages.success(request, _("The coupon is yours. It is offered at checkout."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(safe_next(request, request.POST.get("next", ""), reverse("coupons")))


OPEN_FIRST = Case(
    When(state__in=Coupon.OPEN, then=Value(0)), When(state="held", then=Value(1)), default=Value(2), output_field=IntegerField()
)


@customer_required
@never_cache
@require_GET
def mine(request):
    """Those that can be spent first; the last sixty."""
    rows = request.customer.coupons.select_related("kind").order_by(OPEN_FIRST, "valid_until", "-pk")[:MOST]
    now = clock.now()
    shown = [
        {
            "coupon": row, "words": step_words(row.kind.threshold_fen, row.kind.off_fen), "is_scoped": _is_scoped(row.kind),
            "is_open": row.state in Coupon.OPEN and row.valid_until > now, "is_over": row.state in Coupon.OPEN and row.valid_until <= now,
        }
        for row in rows
    ]  # fmt: skip
    return render(request, "marketing/storefront/my_coupons.html", {"coupons": shown})
