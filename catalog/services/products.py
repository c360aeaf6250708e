"""A product's way: created, written as drafts, submitted, approved or sent back. State C10, duties P4, P5, P14."""
from django.db import transaction
from django.utils.text import slugify
from text_unidecode import unidecode

from catalog import completeness, judging
from catalog.bundles import filling
from catalog.events import ProductApproved, ProductCreated, ProductEdited, ProductSentBack, ProductSubmitted
from catalog.gate import certificates, picture_rights, readiness, ticks, zones
from catalog.gate import origin as from_where
from catalog.gate.events import ProductScheduled
from catalog.models import Listing, Product, ProductRevision
from catalog.services import cards, skus
from catalog.services.shelves import delist, list_in_store, resume, retire, suspend, unlist
from catalog.updates import acts as updates
from microstore.compliance import numbers
from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.core import approvals, clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.numbers import next_gapless
from microstore.core.sentences import gettext as _

__all__ = [
    "approve", "create", "delist", "edit", "list_in_store", "place", "resume", "retire", "send_back", "submit", "suspend", "unlist",
]

State = ProductRevision.State
# what a revision says, and so what a new draft copies from the live one
FACTS = [
    field.name for field in ProductRevision._meta.concrete_fields
    if field.editable and field.name not in ("id", "product", "number")]


@transaction.atomic
def create(*, facts: dict, shelf: dict, origin, sku: dict | None = None, by=None) -> Product:
    """A product in preparation with its first draft and, if given, its first pack size. Refuses what was not selected.

    ``origin`` is a selected proposal, an ``Unselected`` or ``OfParts``. ``facts`` are fields of the revision, ``shelf`` those of the
    product: product_class, category, brand, supplier, owner."""
    facts = _tidied(facts)
    zones.require(shelf["product_class"], shelf["category"])
    from_where.require(origin, shelf)
    code = f"P{next_gapless('product', 0):05d}"
    name = facts["certificate_name"]
    product = Product.objects.create(code=code, name=name, slug=slug_of(name, code), created_at=clock.now(), **shelf)
    draft = ProductRevision(product=product, number=1, created_by=by, created_at=clock.now(), **facts)
    if sku:
        skus.write(product, sku)
    _judge_and_save(draft, product)
    publish(ProductCreated(code), about=product, by=by)
    from_where.record(origin, product, by=by)
    return product


def slug_of(name: str, code: str) -> str:
    """Readable and unique: the Latin reading of the name, then the product number."""
    return f"{slugify(unidecode(name))[:90].strip('-')}-{code.lower()}".strip("-")


@transaction.atomic
def edit(product, *, facts: dict, by=None) -> ProductRevision:
    """Write the draft; a copy of the live revision becomes it first. Refuses while one is in review or waits for its moment.

    What changes takes back the tick of who confirmed it (duty D2)."""
    product.lock()
    draft, facts = draft_of(product, by=by), _tidied(facts)
    changed = [name for name, value in facts.items() if getattr(draft, name) != value]
    for name in changed:
        setattr(draft, name, facts[name])
    ticks.take_back(draft, changed)
    _judge_and_save(draft, product)
    if product.live_revision_id is None:
        product.name = draft.certificate_name
        product.save(update_fields=["name"])
    if changed:
        publish(ProductEdited(product.code, draft.number, changed), about=product, by=by)
    return draft


def draft_of(product, *, by=None) -> ProductRevision:
    """The open draft of a locked product, copied from the newest revision when there is none."""
    newest = product.newest_revision
    if newest.state == State.DRAFT:
        return newest
    if newest.state == State.IN_REVIEW:
        raise Refused(_("This product is in review. Wait for the decision, or take the request back."))
    if newest.state == State.SCHEDULED:
        raise Refused(_("An approved revision waits for its moment. Take the planned publication back first."))
    facts = {name: getattr(newest, name) for name in FACTS}
    return ProductRevision(product=product, number=newest.number + 1, created_by=by, created_at=clock.now(), **facts)


def _tidied(facts: dict) -> dict:
    if "approval_number" not in facts:
        return facts
    return {**facts, "approval_number": numbers.normalise(facts["approval_number"])}


def _judge_and_save(draft, product):
    certificates.judged(draft, product)
    draft.save()


@transaction.atomic
def place(product, *, shelf: dict, by=None) -> Product:
    """Move a product to another category, brand, supplier or person. Takes effect at once."""
    product.lock()
    if "category" in shelf:
        zones.require(product.product_class, shelf["category"])
    changed = [name for name, value in shelf.items() if getattr(product, name) != value]
    for name in changed:
        setattr(product, name, shelf[name])
    if changed:
        product.save(update_fields=changed)
        cards.rewrite(Listing.objects.filter(product=product))
        publish(ProductEdited(product.code, 0, changed), about=product, by=by)
    return product


@transaction.atomic
def submit(product, *, reason: str, by, publish_at=None):
    """Ask for the draft to go live, at once or at a later moment. Refuses what is incomplete, wrong, unlike the certificate or carries
    a blocked term. Returns the approval."""
    product.lock()
    draft = product.revisions.filter(state=State.DRAFT).first()
    if draft is None:
        raise Refused(_("There is no draft to submit."))
    if publish_at is not None and publish_at <= clock.now():
        raise Refused(_("The moment to go live has passed."))
    require_fit(draft, product)
    updates.require_new_pictures(draft, product)
    draft.state, draft.why, draft.publish_at = State.IN_REVIEW, reason[:500], publish_at
    draft.save(update_fields=["state", "why", "publish_at", *judging.FIELDS])
    _tell(product, "submit", ProductSubmitted(product.code, draft.number), by=by, reason=reason)
    facts = {"revision": draft.number, "verdict": draft.verdict}
    return approvals.ask("product.publish", subject=product, reason=reason, by=by, facts=facts)


def require_fit(revision, product) -> None:
    """Judge a revision anew and refuse what may not be published: missing or wrong facts, a page unlike its certificate, or a blocked
    term (invariant 7)."""
    empty = completeness.missing(revision, product)
    if empty:
        words = [completeness.label_of(name, product.product_class) for name in empty]
        raise Refused(_("Still missing: %(fields)s.") % {"fields": ", ".join(words)})
    if faults := [*completeness.faults(revision, product), *certificates.faults(revision, product), *filling.faults(product)]:
        raise Refused(" ".join(faults))
    if product.state in (Product.State.LISTED, Product.State.SUSPENDED):
        readiness.require_pictures(revision, product)
    picture_rights.require_held(revision)
    door.require_allowed(judging.judge(revision, product, empty))


@transaction.atomic
def approve(product, *, reason: str = "", by=None) -> ProductRevision:
    """The revision in review goes live, or waits for its moment. Refuses without both ticks, if the law would by now block it,
    and a scan with warnings without a reason."""
    product.lock()
    revision = _in_review(product)
    ticks.require_both(revision)
    require_fit(revision, product)
    if revision.verdict in ("warn", "review") and not reason.strip():
        raise Refused(_("The scan has remarks: give the reason why the text may stand."))
    revision.decided_by = by
    if revision.publish_at and revision.publish_at > clock.now():
        revision.state = State.SCHEDULED
        revision.save(update_fields=["state", "decided_by", *judging.FIELDS])
        publish(ProductScheduled(product.code, revision.number, revision.publish_at.isoformat()), about=product, by=by, reason=reason)
        return revision
    make_live(product, revision, ProductApproved(product.code, revision.number), by=by, reason=reason)
    return revision


def make_live(product, revision, news, *, by=None, reason: str = "") -> None:
    """For a locked product and a revision that is fit: it becomes what customers read, the one before it steps back."""
    product.revisions.filter(state=State.LIVE).update(state=State.SUPERSEDED)
    revision.state, revision.live_at = State.LIVE, clock.now()
    revision.save(update_fields=["state", "live_at", "decided_by", *judging.FIELDS])
    product.live_revision, product.name = revision, revision.certificate_name
    product.save(update_fields=["live_revision", "name"])
    cards.rewrite(Listing.objects.filter(product=product))
    door.keep(place_of(product), product, by=by)
    _tell(product, "approve", news, by=by, reason=reason)


@transaction.atomic
def send_back(product, *, reason: str, by=None) -> ProductRevision:
    """The revision in review becomes a draft again."""
    product.lock()
    revision = _in_review(product)
    revision.state = State.DRAFT
    revision.save(update_fields=["state"])
    _tell(product, "send_back", ProductSentBack(product.code, revision.number), by=by, reason=reason)
    return revision


def _in_review(product) -> ProductRevision:
    revision = product.revisions.filter(state=State.IN_REVIEW).first()
    if revision is None:
        raise Refused(_("Nothing of this product is in review."))
    return revision


def _tell(product, move: str, news, *, by, reason: str) -> None:
    """A product on the shelf stays there while its next revision is decided; its state moves only on the first way."""
    if product.is_open(move):
        product.finish(move, news, by=by, reason=reason)
    else:
        publish(news, about=product, by=by, reason=reason)
