"""The cart: add, change, take out, take back."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from catalog.models import Listing
from catalog.services import related
from marketing.services import traffic
from microstore.accounts.doors import safe_next
from microstore.core import clock
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.money import format_yuan
from orders.models import Cart, Order
from orders.services import baskets, carts
from orders.storefront import savings, shared
from orders.storefront.visiting import cart_of, keep_count, open_cart_of

MOST = 999_999_999
OTHERS = 2
REMOVED = "cart_removed"  # in the session: what was taken out last


@open_to("public")
@never_cache
@require_GET
def cart(request):
    found = cart_of(request)
    basket = baskets.look(found, request.store, customer=request.customer)
    context = context_of(basket)
    baskets.note_seen(basket)
    keep_count(request, sum(line.units for line in [*basket.lines, *basket.unsellable]))
    context["to_pay"] = None if basket.lines or basket.unsellable else to_pay(request.customer)
    return render(request, "orders/storefront/cart.html", {**context, "removed": request.session.pop(REMOVED, None)})


def to_pay(customer) -> Order | None:
    """Where the goods of an empty cart went, for those who come back from paying."""
    return Order.objects.of(customer).to_be_paid(clock.now()).order_by("-pk").first() if customer else None


def context_of(basket: baskets.Basket) -> dict:
    """The basket as cart and checkout draw it."""
    quoted = basket.quote
    return {
        "lines": [{**drawn(line), "savings": _savings_of(line, quoted)} for line in basket.lines],
        "gone": [{**drawn(line), "others": instead_of(line)} for line in basket.unsellable],
        "has_parcel": basket.has_parcel,
        "units": basket.units, "goods_fen": quoted.goods_fen, "freight_fen": quoted.freight_fen, "total_fen": quoted.total_fen,
        "freight_hint": freight_hint(basket), "savings": savings.rows_of(quoted.lines), "off_fen": quoted.off_fen,
        "hints": savings.hints(basket), "offers": sorted({saving.offer.code for saving in quoted.outcome.savings}),
    }  # fmt: skip


def _savings_of(line: baskets.BasketLine, quoted) -> list[str]:
    parts = quoted.lines_of(line.sku.pk)
    return savings.of_bundle(parts, line.units) if line.sku.is_bundle else savings.words_of(parts[0])


def inside(line: baskets.BasketLine) -> list[dict]:
    """What a bundle holds, as many as are bought."""
    return [
        {
            "title": part.page.title, "spec": part.component.spec, "units": part.units * line.units, "batch": batch,
            "near_expiry": bool(batch and batch.near_expiry), "unsuitable": part.page.unsuitable_population,
        }
        for part, batch in line.inside
    ]  # fmt: skip


def drawn(line: baskets.BasketLine) -> dict:
    product, revision, batch = line.sku.product, line.revision, line.batch
    return {
        "pk": line.line.pk, "sku": line.sku, "title": revision.title if revision else product.name, "spec": line.sku.spec,
        "slug": product.slug, "picture": revision.main_picture if revision else "", "price_fen": line.unit_fen, "unit_fen": line.unit_fen,
        "has_parcel": line.has_parcel,
        "units": line.units, "goods_fen": line.goods_fen, "unsuitable": revision.unsuitable_population if revision else "",
        "batch": batch, "batches": [batch] if batch else [], "inside": inside(line),
        "near_expiry": any(each and each.near_expiry for each in (batch, *(known for _part, known in line.inside))),
        "reason": line.problem, "left": line.left, "can_reduce": line.can_reduce, "was_fen": line.was_fen, "few_left": line.few_left,
        "lasting": line.lasting,
        "struck_fen": line.struck_fen, "struck_basis": line.struck_basis,
        "is_dearer": line.was_fen is not None and line.unit_fen > line.was_fen,
    }  # fmt: skip


def instead_of(line: baskets.BasketLine) -> list:
    """What may be taken instead of goods that left the shelf or are sold out."""
    store = Cart.objects.filter(pk=line.line.cart_id).values("store")
    listing = Listing.objects.filter(product=line.sku.product_id, store__in=store).first()
    return related.instead_of(listing)[:OTHERS] if listing else []


def freight_hint(basket: baskets.Basket) -> str:
    if not basket.has_parcel or basket.free_from_fen is None:
        return ""
    if missing := basket.missing_for_free_fen:
        return _("%(amount)s more for free freight") % {"amount": format_yuan(missing)}
    return _("Free freight")


@open_to("public")
@require_POST
def add(request):
    """From a product page, or taking back what was just removed. ``then=checkout`` goes straight to the checkout."""
    sku_id = number_of(request.POST.get("sku"))
    back = safe_next(request, request.POST.get("next") or request.META.get("HTTP_REFERER", ""), reverse("cart"))
    try:
        inside = carts.add(open_cart_of(request), sku_id, number_of(request.POST.get("units"), 1))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(back)
    traffic.put_into_cart(request.store.pk, sku_id)
    shared.note(request, sku_id)
    keep_count(request, sum(inside.values()))
    if request.POST.get("then") == "checkout":
        return redirect("checkout")
    messages.success(request, _("Added to the cart."))
    return HttpResponseRedirect(back)


@open_to("public")
@require_POST
def line(request, pk: int):
    """Set how many of a line. A number that was typed goes before the button that sent it; 0 takes the line out."""
    found = cart_of(request)
    row = found and found.lines.filter(pk=pk).first()
    if row is None:
        return redirect("cart")
    wanted = number_of(request.POST.get("units"), row.units)
    typed = number_of(request.POST.get("typed"), row.units)
    wanted = typed if typed != row.units and wanted != 0 else wanted
    try:
        inside = carts.set_units(found, row.sku_id, wanted)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("cart")
    if wanted <= 0:
        request.session[REMOVED] = {"sku": row.sku_id, "units": row.units}
    keep_count(request, sum(inside.values()))
    return HttpResponseRedirect(f"{reverse('cart')}#line-{pk}" if wanted > 0 else reverse("cart"))


def number_of(text, default: int = 0) -> int:
    """A number as typed, however large; ``default`` for anything else."""
    text = (text or "").strip()
    return min(int(text[:20]), MOST) if text.isascii() and text.isdigit() else default
