"""What the certificate of a product states, and whether its page says the same (rules HF-05, HF-09)."""
import unicodedata
from dataclasses import dataclass

from django.db import transaction

from catalog import completeness, judging
from catalog.completeness import ATTRIBUTE
from catalog.gate.events import CertificateRecorded
from catalog.models import Certificate, Listing, ProductRevision
from catalog.services import cards
from microstore.compliance import goods, numbers
from microstore.core import clock
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

SAME = str.maketrans("，；：（）、", ",;:(),", " \t\r\n\u3000。.")
EVIDENCE = ("source", "registry_url", "scan")


@dataclass(frozen=True)
class Difference:
    """A fact on which page and certificate do not agree."""

    name: str
    page: str
    certificate: str
    is_blocking: bool
    product_class: str = ""

    @property
    def label(self) -> str:
        return completeness.label_of(self.name, self.product_class)


def current(product) -> Certificate | None:
    return product.certificates.filter(is_current=True).first()


def compare(revision, certificate, product) -> list[Difference]:
    """Field by field, those that the certificate states; punctuation and blanks do not count."""
    found = []
    for name, is_blocking in goods.of(product.product_class).certified.items():
        page, stated = _said(revision, name), _said(certificate, name)
        if stated and _plain(page) != _plain(stated):
            found.append(Difference(name, page, stated, is_blocking, product.product_class))
    return found


def _said(row, name: str) -> str:
    value = completeness.value_of(row, name)
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(SAME).casefold()


def faults(revision, product) -> list[str]:
    """Why a page may not go live as far as the certificate goes: nobody has read it, or the page says something else."""
    if not goods.of(product.product_class).is_certified:
        return []
    certificate = current(product)
    if certificate is None:
        return [_("Record first what the certificate states (rule HF-05).")]
    return [
        _("%(field)s differs from the certificate (rule HF-05).") % {"field": one.label}
        for one in compare(revision, certificate, product) if one.is_blocking]


def is_claim_verified(revision, certificate) -> bool:
    """Whether the health function of the page is what somebody read on the certificate."""
    stated = certificate.function_claim if certificate else ""
    return bool(stated) and _plain(stated) == _plain(revision.function_claim)


@transaction.atomic
def record(product, *, facts: dict, by, **evidence) -> Certificate:
    """Keep what a person read on the certificate today; the snapshot before it stays as history. ``facts`` are named as on the page.

    Pages that are open or live are told from now on whether their health function is verified."""
    product.lock()
    product.certificates.filter(is_current=True).update(is_current=False)
    stated = {**facts, "approval_number": numbers.normalise(facts.get("approval_number", ""))}
    certificate = Certificate.objects.create(product=product, verified_by=by, verified_at=clock.now(), **stated, **evidence)
    _tell_pages(product, certificate)
    publish(CertificateRecorded(product.code, certificate.source), about=product, by=by)
    return certificate


def _tell_pages(product, certificate) -> None:
    for revision in product.revisions.filter(state__in=[*ProductRevision.PENDING, ProductRevision.State.LIVE]):
        verified = is_claim_verified(revision, certificate)
        if verified != revision.is_claim_verified:
            revision.is_claim_verified = verified
            revision.save(update_fields=["is_claim_verified"])
    cards.rewrite(Listing.objects.filter(product=product))


def facts_for(certificate, product) -> dict:
    """What a page takes over: the official fields that the certificate states and the class holds equal."""
    names = [name for name in goods.of(product.product_class).certified if completeness.value_of(certificate, name)]
    taken = {name: getattr(certificate, name) for name in names if not name.startswith(ATTRIBUTE)}
    further = {name.removeprefix(ATTRIBUTE): completeness.value_of(certificate, name) for name in names if name.startswith(ATTRIBUTE)}
    return taken | ({"attributes": further} if further else {})


def judged(revision, product):
    """The scan of a revision, and whether its function is verified, both written onto it (unsaved)."""
    revision.is_claim_verified = is_claim_verified(revision, current(product))
    return judging.judge(revision, product)
