"""Which medicines and medical devices a store may show and sell: what its drug licence covers, while its pharmacist is registered (rules
RX-01, RX-03), and devices of the classes that it has filed for or is licensed for (rule MD-01)."""

from collections.abc import Iterable

from microstore.compliance import goods, numbers
from microstore.compliance.classes import ProductClass
from microstore.core import clock, sentences
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _
from microstore.stores.models import Licence, Store

COVERABLE = tuple(str(code) for code, one in goods.ALL.items() if one.is_drug)
FORMS = ("DRUG_BIZ", "DRUG_BIZ_OLD")
WHOLESALE = "A"  # the letter after the province: A wholesale, B head office, C shop of a chain, D single shop


def fault_of(licence: Licence) -> str:
    """What is wrong with a paper for medicines or devices, in a sentence; empty when nothing is. Others cover no medicines."""
    form = goods.DEVICE_PAPERS.get(licence.kind)
    if form and not numbers.has_form(form, licence.number):
        return _("This number has not the form of a “%(kind)s”.") % {"kind": licence.get_kind_display()}
    if licence.kind != Licence.Kind.DRUG:
        return _("Only a drug trading licence covers medicines.") if licence.classes else ""
    number = numbers.normalise(licence.number)
    if not any(numbers.has_form(form, number) for form in FORMS):
        return _("This number has not the form of a “%(kind)s”.") % {"kind": sentences.word_of(licence, "kind")}
    if number[1] == WHOLESALE:
        return _("This is a licence for wholesale: it does not allow to sell medicines to customers.")
    if not set(licence.classes) or set(licence.classes) - set(COVERABLE):
        return _("Say which medicines it covers.")
    return ""


def unlicensed(product_class: str, stores: Iterable[Store]) -> list[Store]:
    """Those of the stores that may not have goods of this class today. One query for medicines and devices, none for other goods."""
    if product_class not in goods.LICENSED:
        return []
    held = set(Licence.objects.covering(product_class).filter(store__in=stores).values_list("store", flat=True))
    return [store for store in stores if store.pk not in held]


def require(product_class: str, stores: Iterable[Store]) -> None:
    """Refuse, naming the first store that may not have them and what its papers lack."""
    if lacking := unlicensed(product_class, list(stores)):
        raise Refused(lack_of(lacking[0], product_class))


def lack_of(store: Store, product_class: str) -> str:
    """Why a store that is not licensed for it may not have goods of this class."""
    words = {"store": store, "class": ProductClass(product_class).label}
    if kind := Licence.Kind.of_device(product_class):
        return _("%(store)s has no “%(paper)s” in force: no “%(class)s” there (rule MD-01).") % {**words, "paper": kind.label}
    papers = list(store.licences.filter(kind=Licence.Kind.DRUG).order_by("valid_until"))
    if any(paper.holds and product_class in paper.classes for paper in papers):
        return _("%(store)s has no pharmacist whose registration is in force: no “%(class)s” there (rule RX-03).") % words
    if any(paper.holds for paper in papers):
        return _("The drug trading licence of %(store)s does not cover “%(class)s” (rule RX-01).") % words
    ended = [paper.valid_until for paper in papers if paper.standing == Licence.Standing.EXPIRED]
    if ended:
        words["day"] = ended[-1]
        return _("The drug trading licence of %(store)s ended on %(day)s: no “%(class)s” there (rule RX-01).") % words
    if papers:
        words["day"] = min(paper.valid_from or clock.today() for paper in papers)
        return _("The drug trading licence of %(store)s is not in force before %(day)s (rule RX-01).") % words
    return _("%(store)s has no drug trading licence: “%(class)s” may not be sold there (rule RX-01).") % words
