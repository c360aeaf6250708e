"""The scan itself: fold, read, leave out what is excused or protected, judge."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from microstore.compliance import functions, reference
from microstore.compliance.classes import family
from microstore.compliance.scanner.disguises import Reading, hidden_readings, plain_readings
from microstore.compliance.scanner.folding import Folded, fold, places_of
from microstore.compliance.scanner.rules import GROUPS, Rules, Term, literals, patterns, rules_for
from microstore.compliance.scanner.spelling import sounding, spelled
from microstore.compliance.scanner.verdict import LEVELS, Hit, Subject, Verdict

CLAIMS = frozenset({"medical", "function"})


def scan(texts: dict[str, str], subject: Subject, *, kind: str = "listing") -> Verdict:
    """Judge named texts about one subject. ``kind`` is listing, advert, promo, sms, script, knowledge or policy."""
    goods = family(subject.product_class)
    protected = _protected(subject, goods)
    hits = [hit for name, text in texts.items() if text for hit in _hits_in(name, text, goods, kind, protected)]
    return Verdict(highest(hits), reference.version(), text_hash(texts), tuple(hits))


def highest(hits) -> str:
    return max((hit.level for hit in hits), key=LEVELS.index, default="pass")


def text_hash(texts: dict[str, str]) -> str:
    return hashlib.sha256("\x1f".join(f"{name}\x1e{texts[name]}" for name in sorted(texts)).encode()).hexdigest()


def _protected(subject: Subject, goods: str) -> tuple[tuple[str, frozenset], ...]:
    """Wording of the certificate. Functions excuse their official wording on health food alone (rules HF-09, HF-15), the leaflet its
    own sentences on drugs and devices."""
    words = [(fold(text).text, frozenset()) for text in subject.protected if text]
    own = functions.wordings_of(subject.functions) if goods == "health_food" else subject.leaflet if goods in GROUPS["leaflet"] else ()
    return (*words, *((fold(text).text, CLAIMS) for text in own if text))


@lru_cache(maxsize=128)
def _hits_in(name: str, text: str, goods: str, kind: str, protected) -> tuple[Hit, ...]:
    """The same place is told once, and the longest term for it. Kept for the few readings of one text on its way into the shop."""
    folded, rules = fold(text), rules_for(goods, kind)
    readings = plain_readings(folded)
    found = {}
    for place, level, term in _found(folded, readings, rules):
        kept = found.get((place, term.id))
        if kept is None or LEVELS.index(level) > LEVELS.index(kept[1]):
            found[place, term.id] = (place, level, term)
    if found:
        excused = _excused(readings, rules, protected)
        found = {key: hit for key, hit in found.items() if not any(
            s <= hit[0][0] and hit[0][1] <= e and (not cats or hit[2].category in cats) for s, e, cats in excused)}
    return tuple(_hit(name, text, *hit) for hit in _outermost(list(found.values())))


def _found(folded: Folded, readings: list[Reading], rules: Rules) -> Iterator[tuple]:
    """(place as written, level, term) over all readings."""
    for reading in readings:
        yield from _matches(reading, rules, with_patterns=True)
    for reading in hidden_readings(folded):
        yield from _matches(reading, rules)
    closed = readings[-1].folded if len(readings) > 1 else folded
    for sound in (*spelled(closed), *sounding(closed)):
        if sound.term in rules.levels:
            yield closed.span(sound.start, sound.end), lower(rules.levels[sound.term], sound.cap), by_id(sound.term)


def lower(level: str, cap: str) -> str:
    """A reading that is a guess weighs at most ``cap``."""
    return min(level, cap, key=LEVELS.index)


def by_id(term: str) -> Term:
    row = reference.by_id("ad_forbidden_terms")[term]
    return Term(term, row["pattern"], row["category"], row)


def _matches(reading: Reading, rules: Rules, *, with_patterns: bool = False) -> Iterator[tuple]:
    folded, heads, levels = reading.folded, literals(), rules.levels
    for head in heads.keys() & folded.pairs:
        for term in heads[head]:
            for start in places_of(term.word, folded.low) if term.id in levels else ():
                end = start + len(term.word)
                if reading.holds(start, end):
                    yield folded.span(start, end), lower(levels[term.id], reading.cap(start, end)), term
    for pattern, term in patterns() if with_patterns else ():
        for match in pattern.finditer(folded.text) if term.id in levels else ():
            yield folded.span(*match.span()), levels[term.id], term


def _excused(readings: list[Reading], rules: Rules, protected) -> list[tuple[int, int, frozenset]]:
    """Stretches as written that excuse some categories, or all."""
    found = []
    for folded in (reading.folded for reading in readings):
        spans = [(*match.span(), categories) for pattern, categories in rules.excuses for match in pattern.finditer(folded.text)]
        spans += [(at, at + len(word), categories) for word, categories in protected for at in places_of(word, folded.text)]
        found += [(*folded.span(start, end), categories) for start, end, categories in spans if end > start]
    return found


def _outermost(hits: list) -> list:
    """Drop a hit that lies inside another at least as severe."""
    def covers(outer, inner):
        (a, b), (s, e) = outer[0], inner[0]
        harder = LEVELS.index(outer[1]) - LEVELS.index(inner[1])
        return a <= s and e <= b and harder >= 0 and ((a, b) != (s, e) or harder > 0)

    kept = [hit for hit in hits if not any(covers(other, hit) for other in hits)]
    once = {hit[0]: hit for hit in reversed(kept)}
    return sorted(once.values(), key=lambda hit: hit[0])


def _hit(name: str, text: str, place, level: str, term: Term) -> Hit:
    start, end, row = *place, term.row
    return Hit(
        field=name, start=start, end=end, text=text[start:end], term=row["term_id"], category=row["category"],
        category_name=row["category_zh"], level=level, law=row["law_ref"], reason=row["reason_zh"], suggestion=row["suggestion"],
        read_as=row["pattern"] if row["match_type"] == "literal" and row["pattern"] not in text[start:end] else "")
