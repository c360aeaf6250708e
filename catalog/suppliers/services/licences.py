"""Papers of suppliers: recorded by one, verified by another, warned of before they end (rules FS-02, LI-04)."""
from django.db import IntegrityError, transaction

from catalog.models import LicenceWarning, Supplier, SupplierLicence
from catalog.suppliers import norms
from catalog.suppliers.events import SupplierLicenceEnding, SupplierLicenceKept, SupplierLicenceVerified
from catalog.suppliers.services import fitness
from microstore.accounts.services.staff import of_post
from microstore.compliance import numbers
from microstore.compliance.classes import ProductClass
from microstore.core import clock, files, sentences
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _
from microstore.messaging import services as messaging

Kind = SupplierLicence.Kind
FORMS = {
    Kind.FOOD_BIZ: ("FOOD_BIZ",), Kind.FOOD_PROD: ("FOOD_PROD",), Kind.FOOD_FILE: ("FOOD_FILE",),
    Kind.DRUG_BIZ: ("DRUG_BIZ", "DRUG_BIZ_OLD"),
}
"""Kinds whose numbers have a form that can be checked."""
WARNED_POSTS = (Post.PURCHASING, Post.PRODUCT_MANAGER, Post.QUALITY)


@transaction.atomic
def keep(licence: SupplierLicence, *, scan=None, by) -> SupplierLicence:
    """Record a paper; somebody else verifies it. Refuses a number of wrong form, a class that such a licence cannot cover, and an end
    before the beginning. ``scan`` is an upload."""
    licence.number = numbers.normalise(licence.number)
    if fault := fault_of(licence):
        raise Refused(fault)
    if scan:
        licence.scan = files.store_scan(scan, kind="licence", by=by)
    licence.recorded_by, licence.recorded_at, licence.verified_by, licence.verified_at = by, clock.now(), None, None
    try:
        with transaction.atomic():
            licence.save()
    except IntegrityError:
        raise Refused(_("This licence is on record already.")) from None
    publish(SupplierLicenceKept(licence.supplier.code, str(licence), str(licence.valid_until or "")), about=licence.supplier, by=by)
    return licence


def fault_of(licence: SupplierLicence) -> str:
    """What is wrong with it, in a sentence; empty when nothing is."""
    forms = FORMS.get(licence.kind, ())
    if forms and not any(numbers.has_form(form, licence.number) for form in forms):
        return _("This number has not the form of a “%(kind)s”.") % {"kind": sentences.word_of(licence, "kind")}
    if not licence.scope:
        return _("Say which classes of goods it covers.")
    if beyond := set(licence.scope) - {str(one) for one in fitness.COVERABLE[licence.kind]}:
        words = "、".join(str(ProductClass(code).label) for code in sorted(beyond))
        return _("A “%(kind)s” cannot cover: %(classes)s.") % {"kind": sentences.word_of(licence, "kind"), "classes": words}
    if licence.valid_from and licence.valid_until and licence.valid_until < licence.valid_from:
        return _("A licence cannot end before it begins.")
    return ""


def doubts(licence: SupplierLicence) -> list[str]:
    """What whoever verifies it should look at twice (rule HF-22)."""
    found = []
    makes_health_food = licence.kind == Kind.FOOD_PROD and ProductClass.HEALTH_FOOD in licence.scope
    if makes_health_food and not numbers.has_form("FOOD_PROD_HF", licence.number):
        found.append(_("Production licences for health food begin with SC127 (rule HF-22)."))
    if licence.scan_id is None:
        found.append(_("There is no scan of it."))
    return found


@transaction.atomic
def verify(licence: SupplierLicence, *, reason: str = "", by) -> None:
    """Compared with the original or the public register: from now on it counts. Nobody verifies what they recorded themselves."""
    licence = locked(SupplierLicence.objects.filter(pk=licence.pk)).get()
    if licence.verified_at:
        raise Refused(_("This licence is verified already."))
    if licence.recorded_by_id == by.pk:
        raise Refused(_("A second person verifies what you recorded."))
    licence.verified_at, licence.verified_by = clock.now(), by
    licence.save(update_fields=["verified_at", "verified_by"])
    publish(SupplierLicenceVerified(licence.supplier.code, str(licence)), about=licence.supplier, by=by, reason=reason)


def warn_ending() -> int:
    """Tell purchasing, product management and quality, once for each of the three moments. Returns how many licences were warned of."""
    ending = SupplierLicence.objects.ending_soon(max(norm.value for norm in _moments())).exclude(supplier__state=Supplier.State.SUSPENDED)
    return sum(_warn(pk) for pk in ending.order_by("pk").values_list("pk", flat=True))


def _moments():
    return (norms.FIRST_WARNING, norms.SECOND_WARNING, norms.LAST_WARNING)


@transaction.atomic
def _warn(licence_id: int) -> bool:
    """Under the lock of the paper, so that two workers warn once. One that another takes over from needs no warning."""
    licence = locked(SupplierLicence.objects.filter(pk=licence_id)).first()
    due = [norm.value for norm in _moments() if licence and licence.days_left is not None and 0 <= licence.days_left <= norm.value]
    if not due or _is_followed(licence):
        return False
    warning, is_new = LicenceWarning.objects.get_or_create(licence=licence, valid_until=licence.valid_until, days=min(due))
    if is_new:
        _tell(licence, warning)
    return is_new


def _is_followed(licence) -> bool:
    """Whether every class it covers is covered by another one when it ends."""
    after = SupplierLicence.objects.filter(supplier=licence.supplier_id, verified_at__isnull=False).exclude(pk=licence.pk)
    lasting = [paper for paper in after if paper.valid_until is None or paper.valid_until > licence.valid_until]
    return set(licence.scope) <= {code for paper in lasting for code in paper.scope}


def _tell(licence, warning) -> None:
    people = list(of_post(*WARNED_POSTS).order_by("pk"))
    words = {
        "supplier": licence.supplier.name, "code": licence.supplier.code, "licence": str(licence), "day": f"{licence.valid_until:%Y-%m-%d}",
        "days": licence.days_left}
    for person in people:
        key = f"suppliers.licence_ending:{licence.pk}:{licence.valid_until}:{warning.days}:{person.pk}"
        messaging.send("suppliers.licence_ending", to=person, context=words, key=key, channels=("inbox", "mail" if person.email else "sms"))
    warning.told = len(people)
    warning.save(update_fields=["told"])
    told = SupplierLicenceEnding(licence.supplier.code, str(licence), licence.valid_until.isoformat(), warning.days)
    publish(told, about=licence.supplier)
