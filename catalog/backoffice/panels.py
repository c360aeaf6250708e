"""What the panels of a product page are given."""
from django.db.models import prefetch_related_objects

from catalog import judging
from catalog.completeness import label_of
from catalog.gate import differing
from catalog.judging import WITH_LABEL
from catalog.models import Listing, Price, ProductRevision, Sku
from catalog.tables import VERDICTS
from microstore.compliance import goods, reference
from microstore.core import clock

AROUND = 14


def current(row) -> ProductRevision:
    """The revision that is worked on, else the live one."""
    return row.pending_revision or row.live_revision or row.newest_revision


def scan(request, row) -> dict:
    revision = current(row)
    label, tone = VERDICTS.get(revision.verdict, ("—", "neutral"))
    return {"revision": revision, "verdict": label, "tone": tone, "hits": [_hit(revision, hit) for hit in revision.hits],
            "rules": reference.version(), "is_old": revision.rules_version != reference.version()}


def _hit(revision, hit) -> dict:
    """A hit with the words around it; some fields were read with their label in front."""
    text, label = judging.text_of(revision, hit["field"]), len(reference.wording(hit["field"])) if hit["field"] in WITH_LABEL else 0
    start, end = hit["start"] - label, hit["end"] - label
    return hit | {"where": label_of(hit["field"]), "before": text[max(0, start - AROUND):start], "after": text[end:end + AROUND]}


def facts(request, row) -> dict:
    revision = current(row)
    return {"revision": revision, "facts": differing.stated(revision, row.product_class)}


def has_changes(row) -> bool:
    return bool(row.live_revision_id) and row.pending_revision is not None


def changes(request, row) -> dict:
    """Field by field: what goes and what comes, from the live copy to the draft."""
    old, new = row.live_revision, row.pending_revision
    return {"old": old, "new": new, "rows": differing.between(old, new)}


def skus(request, row) -> dict:
    """Pack sizes with the prices that are in force or planned."""
    prices = Price.objects.filter(sku__product=row).exclude(valid_until__lte=clock.now())
    prices = prices.select_related("store", "change").order_by("store_id", "channel", "from_units", "valid_from")
    by_sku = {}
    for price in prices:
        by_sku.setdefault(price.sku_id, []).append(price)
    skus = list(row.skus.all())
    prefetch_related_objects([sku for sku in skus if sku.is_bundle], "parts__component__product")
    is_bundle = goods.of(row.product_class).is_bundle
    return {
        "skus": [(sku, by_sku.get(sku.pk, [])) for sku in skus], "now": clock.now(), "is_bundle": is_bundle,
        "may_fill": {sku.pk for sku in skus if sku.pk not in by_sku and (sku.is_bundle or is_bundle or row.is_live)},
        "held_by": Sku.objects.filter(parts__component__product=row, is_active=True).select_related("product").distinct().order_by("code"),
    }


def listings(request, row) -> dict:
    return {"listings": Listing.objects.visible_to(request.user).filter(product=row).select_related("store").order_by("store_id")}


def pictures(request, row) -> dict:
    revision = current(row)
    return {"pictures": list(enumerate(revision.pictures)), "may_change": revision.state != ProductRevision.State.IN_REVIEW
            and request.user.has_perm("catalog.change_product"), "alt": revision.title}
