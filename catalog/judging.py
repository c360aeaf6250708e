"""A revision before the law: its texts scanned, its completeness counted, both kept with it."""
from catalog import completeness
from catalog.completeness import ATTRIBUTE
from microstore.compliance import goods, reference, scanner
from microstore.compliance.classes import family
from microstore.compliance.scanner.rules import GROUPS
from microstore.compliance.services import door

# every text that customers read; the two groups of people keep their label, which the rules know
READ = ("title", "subtitle", "function_claim", "ingredients", "marker_content", "dosage", "storage", "cautions", "description")
WITH_LABEL = ("suitable_population", "unsuitable_population")
PLACE = "catalog.product"
FIELDS = ["verdict", "hits", "rules_version", "text_hash", "completeness"]


def texts_of(revision, product) -> dict[str, str]:
    texts = {name: getattr(revision, name) for name in READ} | further_of(revision, product)
    return texts | {name: f"{reference.wording(name)}{getattr(revision, name)}" for name in WITH_LABEL if getattr(revision, name)}


def further_of(revision, product) -> dict[str, str]:
    """The further facts that are our own words; those copied from a leaflet or registration are held against its snapshot instead."""
    return {
        ATTRIBUTE + one.name: str(revision.attributes[one.name]) for one in goods.of(product.product_class).attributes
        if one.is_read and revision.attributes.get(one.name)}


def text_of(revision, name: str) -> str:
    """The text of a hit's field without the label it was read with."""
    return str(completeness.value_of(revision, name))


def subject_of(revision, product) -> scanner.Subject:
    """A health food's certificate protects its name (rule HF-15), the approved leaflet of a drug or device its own sentences."""
    keeps_name = goods.of(product.product_class).begins_with_certificate_name
    return scanner.Subject(
        product.product_class, tuple(revision.function_ids), (revision.certificate_name,) if keeps_name else (), leaflet_of(product))


def leaflet_of(product) -> tuple[str, ...]:
    """What somebody read on the leaflet, sentence for sentence."""
    if family(product.product_class) not in GROUPS["leaflet"]:
        return ()
    certificate = product.certificates.filter(is_current=True).first()
    if certificate is None:
        return ()
    stated = [getattr(certificate, name) for name in (*READ, *WITH_LABEL) if hasattr(certificate, name)]
    return tuple(str(text) for text in (*stated, *certificate.attributes.values()) if text)


def read(revision, product) -> scanner.Verdict:
    return door.read(texts_of(revision, product), subject_of(revision, product), at=(PLACE, product.pk))


def judge(revision, product, empty=None) -> scanner.Verdict:
    """Scan and count anew and write both onto the revision (unsaved): ``FIELDS`` change. ``empty``: what is known to be missing."""
    verdict = read(revision, product)
    revision.verdict, revision.hits = verdict.level, verdict.hits_as_json()
    revision.rules_version, revision.text_hash = verdict.version, verdict.text_hash
    revision.completeness = completeness.per_cent(revision, product, empty)
    return verdict
