"""What the gate's panels on a product page are given."""
from catalog import completeness as complete
from catalog.gate import certificates, readiness
from catalog.gate import ticks as ticking
from catalog.models import ProductRevision
from microstore.compliance import goods

SURFACES = ("detail", "card", "cart", "checkout", "advert")


def current(row) -> ProductRevision:
    """The revision that is worked on, else the live one."""
    return row.pending_revision or row.live_revision or row.newest_revision


def completeness(request, row) -> dict:
    """What is missing, each with its way to the field, and what the shelf needs besides."""
    revision = current(row)
    empty = complete.missing(revision, row)
    items = list(readiness.items(revision, row))
    return {
        "per_cent": complete.per_cent(revision, row, empty),
        "missing": [(complete.label_of(name, row.product_class), readiness.field_url(row, name)) for name in empty],
        "faults": [*complete.faults(revision, row), *certificates.faults(revision, row)],
        "revision": revision, "items": items, "ready": readiness.per_cent(items),
        "may_change": request.user.has_perm("catalog.change_product")}


def is_certified(row) -> bool:
    return goods.of(row.product_class).is_certified


def certificate(request, row) -> dict:
    """The official facts, and where the page says something else."""
    revision, snapshot = current(row), certificates.current(row)
    differences = certificates.compare(revision, snapshot, row) if snapshot else []
    return {
        "certificate": snapshot, "differences": differences, "is_blocked": any(one.is_blocking for one in differences),
        "may_record": request.user.has_perm("catalog.record_certificate"), "verified": revision.is_claim_verified,
        "history": row.certificates.filter(is_current=False).select_related("verified_by")[:5]}


def has_pending(row) -> bool:
    return row.pending_revision is not None


def ticks(request, row) -> dict:
    revision = row.revisions.select_related("data_by", "copy_by").filter(state__in=ProductRevision.PENDING).first()
    return {"revision": revision, "ticks": [
        (ticking.DATA, revision.data_by, revision.data_at), (ticking.COPY, revision.copy_by, revision.copy_at)]}


def class_rules(request, row) -> dict:
    """What the declaration of the class says, and which sentences stand on which surface."""
    rules, found = goods.of(row.product_class), {}
    for surface in SURFACES:
        for one in rules.statements(surface):
            found.setdefault(one.rule, (one, []))[1].append(surface)
    return {"rules": rules, "statements": list(found.values())}


def revisions(request, row) -> dict:
    rows = list(row.revisions.select_related("created_by", "decided_by").order_by("-number")[:13])
    pairs = [(revision, before) for revision, before in zip(rows, [*rows[1:], None], strict=True)]
    return {"pairs": pairs[:12]}
