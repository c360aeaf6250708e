"""The gates of the page for a row of a list: rules across fields, numbers, shelf, completeness and the scan of its texts."""

from functools import lru_cache

from django.forms.utils import ErrorDict

from catalog import completeness, judging
from catalog.gate import certificates, zones
from catalog.imports.kinds.product_cells import form_of
from catalog.models import Product, ProductRevision, Sku
from microstore.compliance import goods, reference, scanner
from microstore.compliance.numbers import gtin_is_valid
from microstore.compliance.scanner.reading import text_hash
from microstore.core import sentences
from microstore.core.sentences import gettext as _

KEPT = (*judging.FIELDS, "is_claim_verified")


def faults_of(product_class: str, page: dict, sku: dict, category) -> list[str]:
    """What the page's own form, the barcode and the shelf would refuse. ``page`` may be tidied on the way, as there."""
    form = form_of(product_class)
    form.cleaned_data, form._errors = page, ErrorDict()
    form.clean()
    found = [sentences.of_error(fault) for faults in form._errors.values() for fault in faults.as_data()]
    if sku.get("barcode") and not gtin_is_valid(sku["barcode"]):
        found.append(_("The barcode has a wrong check digit."))
    if category is not None and not zones.suits(product_class, category.top.zone):
        words = {"goods": goods.of(product_class).label, "category": category}
        found.append(_("%(goods)s may not stand in %(category)s (rules HF-14, RX-05).") % words)
    return found


@lru_cache(maxsize=50_000)
def _is_clean(name: str, text: str, product_class: str, functions: tuple) -> bool:
    """A text without any hit, whatever name a certificate protects: that only ever excuses. Labels repeat, so most are known."""
    return not scanner.scan({name: text}, scanner.Subject(product_class, functions)).hits


def judge(revision: ProductRevision, product: Product, packs: list[Sku], certificate) -> dict:
    """What ``certificates.judged`` would write onto the draft, for many rows: without queries while nothing is found."""
    product._prefetched_objects_cache = {"skus": packs}
    texts = judging.texts_of(revision, product)
    is_clean = all(_is_clean(name, text, product.product_class, tuple(revision.function_ids)) for name, text in texts.items() if text)
    verdict = scanner.Verdict("pass", reference.version(), text_hash(texts)) if is_clean else judging.read(revision, product)
    return {
        "verdict": verdict.level, "hits": verdict.hits_as_json(), "rules_version": verdict.version, "text_hash": verdict.text_hash,
        "completeness": completeness.per_cent(revision, product),
        "is_claim_verified": certificates.is_claim_verified(revision, certificate),
    }  # fmt: skip


def remarks_of(judged: dict) -> list[str]:
    """What a person should know before the draft is submitted."""
    words = "、".join(dict.fromkeys(hit["text"] for hit in judged["hits"] if hit["level"] == "block"))
    doubts = "、".join(dict.fromkeys(hit["text"] for hit in judged["hits"] if hit["level"] in ("warn", "review")))
    found = [_("Complete: %(percent)d %%") % {"percent": judged["completeness"]}] if judged["completeness"] < 100 else []
    if words:
        found.append(_("These words may not be published: %(words)s.") % {"words": words})
    if doubts:
        found.append(_("To be looked at: %(words)s") % {"words": doubts})
    return found
