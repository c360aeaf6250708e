"""What the panels of an order are given."""

from catalog.models import Reading
from microstore.accounts import masking
from orders.models import Order
from orders.services.batches import batches_of
from orders.storefront.savings import words_of


def lines(request, row: Order) -> dict:
    shown = batches_of(row.number)
    rows = list(row.lines.select_related("revision__product", "sku", "bundle__revision__product").order_by("position"))
    readings = {each.product_id: each for each in reversed(Reading.objects.filter(reference=row.number))} if row.has_readings else {}
    for line in rows:
        line.reading = readings.get(line.sku.product_id) if line.is_virtual else None
        line.batches = shown.get(line.sku_id, [])
        line.explained = words_of(line)
    return {"lines": rows, "units": sum(line.units for line in rows), "off_fen": row.off_fen}


def receiver(request, row: Order) -> dict:
    return {
        "name": masking.name(row.receiver_name), "phone": masking.phone(row.receiver_phone),
        "customer_phone": masking.phone(row.customer.phone),
        "region": f"{row.province}{row.city}{row.district}", "changes": list(row.address_changes.select_related("by")),
        "orders": Order.objects.of(row.customer).visible_to(request.user).count(),
    }  # fmt: skip


def money(request, row: Order) -> dict:
    entries = list(row.ledger.order_by("pk"))
    return {
        "payments": list(row.payments.order_by("pk")), "refunds": list(row.refunds.order_by("pk")),
        "kept_fen": sum(entry.amount_fen for entry in entries), "may_see": request.user.has_perm("orders.view_payment"),
    }  # fmt: skip


def review(request, row: Order) -> dict:
    return {"hits": row.review_hits, "holds": list(row.holds.select_related("asked_by", "released_by"))}
