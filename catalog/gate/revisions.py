"""Revisions that wait for their moment, and older ones taken up again (duty P14)."""
from django.db import transaction

from catalog.gate import certificates
from catalog.gate.events import DraftDropped, ProductRolledBack, ProductWentLive, PublishStopped
from catalog.models import Product, ProductRevision
from catalog.services import products
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.faults import fault_point
from microstore.core.sentences import gettext as _

State = ProductRevision.State
TICKS = ("data_by", "data_at", "copy_by", "copy_at")


def publish_due() -> int:
    """Make live what waited for this minute; each in a transaction of its own. Returns how many went live."""
    due = ProductRevision.objects.filter(state=State.SCHEDULED, publish_at__lte=clock.now()).order_by("publish_at", "pk")
    return sum(publish_one(product) for product in list(Product.objects.filter(revisions__in=due).order_by("pk")))


@transaction.atomic
def publish_one(product) -> bool:
    """Read the revision anew by the law of this minute. What is blocked by now becomes a draft again, and its people are told."""
    product.lock()
    revision = product.revisions.filter(state=State.SCHEDULED, publish_at__lte=clock.now()).first()
    if revision is None:
        return False
    try:
        products.require_fit(revision, product)
    except Refused as refusal:
        _stop(product, revision, str(refusal))
        return False
    fault_point("catalog.publish_one.before_commit")
    products.make_live(product, revision, ProductWentLive(product.code, revision.number), by=revision.decided_by, reason=revision.why)
    return True


@transaction.atomic
def take_back(product, *, reason: str, by) -> ProductRevision:
    """An approved revision that waits for its moment becomes a draft again."""
    product.lock()
    revision = product.revisions.filter(state=State.SCHEDULED).first()
    if revision is None:
        raise Refused(_("Nothing of this product waits for its moment."))
    if not reason.strip():
        raise Refused(_("Please give a reason."))
    _stop(product, revision, reason, by=by)
    return revision


def _stop(product, revision, why: str, *, by=None) -> None:
    """The ticks stand: the text is what it was."""
    revision.state, revision.publish_at, revision.decided_by = State.DRAFT, None, None
    revision.save(update_fields=["state", "publish_at", "decided_by"])
    news = PublishStopped(product.code, revision.number, why[:500], clock.now().isoformat())
    if product.is_open("send_back"):
        product.finish("send_back", news, by=by, reason=why)
    else:
        publish(news, about=product, by=by, reason=why)


@transaction.atomic
def roll_back(product, revision, *, reason: str, by):
    """Write an older page as a new draft with the ticks it had, and submit it through the same gate. Returns the approval."""
    product.lock()
    if revision.product_id != product.pk or revision.state != State.SUPERSEDED:
        raise Refused(_("Only a page that was live before can be taken up again."))
    if product.pending_revision is not None:
        raise Refused(_("There is an open draft. Finish or drop it first."))
    facts = {name: getattr(revision, name) for name in (*products.FACTS, *TICKS)}
    number = product.newest_revision.number + 1
    draft = ProductRevision(product=product, number=number, created_by=by, created_at=clock.now(), **facts)
    certificates.judged(draft, product)
    draft.save()
    publish(ProductRolledBack(product.code, number, revision.number), about=product, by=by, reason=reason)
    return products.submit(product, reason=reason, by=by)


@transaction.atomic
def drop(product, *, by) -> None:
    """Throw an open draft away; what is live stays. Refuses while it is the only page there is."""
    product.lock()
    draft = product.revisions.filter(state=State.DRAFT).first()
    if draft is None or product.live_revision_id is None:
        raise Refused(_("There is no draft beside a live page."))
    number = draft.number
    draft.delete()
    publish(DraftDropped(product.code, number), about=product, by=by)
