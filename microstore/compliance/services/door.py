"""The one door: a text goes before customers only through it.

``read`` judges a text in its place, ``require_allowed`` refuses what the law forbids, ``keep`` writes down what was published, by which
rules it was judged and for whom, and tells when a text that had to leave was mended.
"""

import hashlib
import json
from dataclasses import asdict, replace

from django.db import transaction

from microstore.compliance import scanner
from microstore.compliance.models import Exemption, ScanRecord
from microstore.compliance.publishing import PublishedTexts
from microstore.compliance.scanner import Verdict
from microstore.compliance.scanner.reading import highest
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


def read(texts: dict[str, str], subject, *, kind: str = "listing", at: tuple[str, int | None] | None = None) -> Verdict:
    """Judge texts; ``at`` is the place (its code, the row), whose exemptions count."""
    verdict = scanner.scan(texts, subject, kind=kind)
    if at is None or at[1] is None or all(hit.level == "block" for hit in verdict.hits):
        return verdict
    return excused(verdict, texts, _excuses(*at))


def read_row(place: PublishedTexts, row) -> Verdict:
    return read(place.texts(row), place.subject(row), kind=place.kind, at=(place.code, row.pk))


def _excuses(source: str, subject_id: int) -> list[str]:
    rows = Exemption.objects.in_force(clock.today()).filter(source=source, subject_id=subject_id)
    return list(rows.values_list("text", flat=True))


def excused(verdict: Verdict, texts: dict[str, str], phrases: list[str]) -> Verdict:
    """Without the hits that stand inside an excused phrase, word for word. Nothing excuses what is blocked."""
    def stands_inside(hit) -> bool:
        return any(
            at <= hit.start and hit.end <= at + len(phrase)
            for phrase in phrases for at in scanner.places_of(phrase, texts[hit.field]))

    hits = tuple(hit for hit in verdict.hits if hit.level == "block" or not stands_inside(hit))
    return replace(verdict, hits=hits, level=highest(hits))


def words_of(verdict: Verdict, level: str = "block") -> str:
    """The words found at this level, each once."""
    return ", ".join(dict.fromkeys(hit.text for hit in verdict.hits if hit.level == level))


def require_allowed(verdict: Verdict) -> Verdict:
    """Nobody publishes what the law forbids."""
    if verdict.is_blocked:
        raise Refused(_("The law forbids these words here: %(words)s. Change the text.") % {"words": words_of(verdict)})
    return verdict


def require_reason(verdict: Verdict, reason: str) -> Verdict:
    """What is doubtful stands with a reason that is kept."""
    if verdict.level != "pass" and len(reason.strip()) < 4:
        words = words_of(verdict, verdict.level)
        raise Refused(_("These words need a reason that is kept with the publication: %(words)s.") % {"words": words})
    return verdict


def fingerprint(place: PublishedTexts, row) -> str:
    """One value over what is said, of what, and as what kind of text."""
    said = [place.kind, asdict(place.subject(row)), place.texts(row)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def keep(place: PublishedTexts, row, verdict: Verdict | None = None, *, by=None) -> ScanRecord:
    """Write down what stands there now and how it was judged; the same text under the same rules is written once."""
    from microstore.compliance.services.stopping import mended

    verdict = verdict or read_row(place, row)
    record, _is_new = ScanRecord.objects.get_or_create(
        source=place.code, subject_id=row.pk, fingerprint=fingerprint(place, row), rules_version=verdict.version,
        defaults={
            "kind": place.kind, "texts": place.texts(row), "text_hash": verdict.text_hash, "level": verdict.level,
            "hits": verdict.hits_as_json(), "by": by, "at": clock.now()})  # fmt: skip
    if not verdict.is_blocked:
        mended(place, row, by=by)
    return record
