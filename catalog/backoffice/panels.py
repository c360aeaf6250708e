"""What the panels of a product page are given."""
from difflib import SequenceMatcher

from catalog import completeness as complete
from catalog.judging import WITH_LABEL
from catalog.models import Listing, Price, ProductRevision
from catalog.services.products import FACTS
from catalog.tables import VERDICTS
from microstore.compliance import functions, reference
from microstore.compliance import statements as law
from microstore.core import clock

SHOWN = [
    "title", "subtitle", "certificate_name", "approval_number", "certificate_basis", "certificate_until", "function_claim", "dosage_form",
    "ingredients", "marker_content", "suitable_population", "unsuitable_population", "dosage", "shelf_life", "storage", "cautions",
    "maker_name", "maker_address", "maker_licence", "standard_code", "origin", "description",
]
AROUND = 14


def current(row) -> ProductRevision:
    """The revision that is worked on, else the live one."""
    return row.pending_revision or row.live_revision or row.newest_revision


def word(name: str) -> str:
    return ProductRevision._meta.get_field(name).verbose_name


def said(revision, name: str) -> str:
    shown = getattr(revision, f"get_{name}_display", None)
    value = shown() if shown else getattr(revision, name)
    if name == "function_ids":
        known = functions.all_functions()
        return "、".join(known[code].name for code in value if code in known)
    return "" if value is None else str(value)


def scan(request, row) -> dict:
    revision = current(row)
    label, tone = VERDICTS.get(revision.verdict, ("—", "neutral"))
    return {"revision": revision, "verdict": label, "tone": tone, "hits": [_hit(revision, hit) for hit in revision.hits],
            "rules": reference.version(), "is_old": revision.rules_version != reference.version()}


def _hit(revision, hit) -> dict:
    """A hit with the words around it; some fields were read with their label in front."""
    text, label = getattr(revision, hit["field"]), len(reference.wording(hit["field"])) if hit["field"] in WITH_LABEL else 0
    start, end = hit["start"] - label, hit["end"] - label
    return hit | {"where": word(hit["field"]), "before": text[max(0, start - AROUND):start], "after": text[end:end + AROUND]}


def facts(request, row) -> dict:
    revision = current(row)
    return {"revision": revision, "facts": [(word(name), said(revision, name) or "—") for name in SHOWN]}


def has_changes(row) -> bool:
    return bool(row.live_revision_id) and row.pending_revision is not None


def changes(request, row) -> dict:
    """Field by field: what goes and what comes, from the live copy to the draft."""
    old, new = row.live_revision, row.pending_revision
    different = [name for name in FACTS if getattr(old, name) != getattr(new, name)]
    return {"old": old, "new": new, "rows": [(word(name), diff(said(old, name), said(new, name))) for name in different]}


def diff(old: str, new: str) -> list[tuple[str, str]]:
    """Pieces of text as (same | gone | come, text)."""
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", old[a:b]))
            continue
        pieces += [(mark, text) for mark, text in (("gone", old[a:b]), ("come", new[c:d])) if text]
    return pieces


def skus(request, row) -> dict:
    """Pack sizes with the prices that are in force or planned."""
    prices = Price.objects.filter(sku__product=row).exclude(valid_until__lte=clock.now())
    prices = prices.select_related("store").order_by("store_id", "valid_from")
    by_sku = {}
    for price in prices:
        by_sku.setdefault(price.sku_id, []).append(price)
    return {"skus": [(sku, by_sku.get(sku.pk, [])) for sku in row.skus.all()], "now": clock.now()}


def listings(request, row) -> dict:
    return {"listings": Listing.objects.visible_to(request.user).filter(product=row).select_related("store").order_by("store_id")}


def pictures(request, row) -> dict:
    revision = current(row)
    return {"pictures": list(enumerate(revision.pictures)), "may_change": revision.state != ProductRevision.State.IN_REVIEW
            and request.user.has_perm("catalog.change_product"), "alt": revision.title}


def completeness(request, row) -> dict:
    revision = current(row)
    empty = complete.missing(revision, row)
    return {"per_cent": complete.per_cent(revision, row, empty), "missing": [complete.label_of(name) for name in empty],
            "faults": complete.faults(revision, row), "revision": revision}


def statements(request, row) -> dict:
    """Which sentences stand on which surface, by rule."""
    surfaces = ("detail", "card", "cart", "checkout", "advert")
    found = {}
    for surface in surfaces:
        for one in law.for_product(row.product_class, surface=surface):
            found.setdefault(one.rule, (one, []))[1].append(surface)
    return {"statements": list(found.values())}


def revisions(request, row) -> dict:
    return {"revisions": row.revisions.select_related("created_by").order_by("-number")[:12]}
