"""The scan itself: fold, protect, match, judge."""
import hashlib

from microstore.compliance import functions, reference
from microstore.compliance.classes import family
from microstore.compliance.scanner.folding import Folded, fold, squeeze
from microstore.compliance.scanner.rules import Rules, rules_for
from microstore.compliance.scanner.verdict import LEVELS, Hit, Subject, Verdict

CLAIMS = frozenset({"medical", "function"})


def scan(texts: dict[str, str], subject: Subject, *, kind: str = "listing") -> Verdict:
    """Judge named texts about one subject. ``kind`` is listing, advert, promo, sms, script, knowledge or policy."""
    goods = family(subject.product_class)
    rules, protected = rules_for(goods, kind), _protected(subject, goods)
    hits = [hit for name, text in texts.items() if text for hit in _hits_in(name, text, rules, protected)]
    level = max((hit.level for hit in hits), key=LEVELS.index, default="pass")
    return Verdict(level, reference.version(), text_hash(texts), tuple(hits))


def text_hash(texts: dict[str, str]) -> str:
    return hashlib.sha256("\x1f".join(f"{name}\x1e{texts[name]}" for name in sorted(texts)).encode()).hexdigest()


def _protected(subject: Subject, goods: str) -> list[tuple[str, frozenset]]:
    """Wording of the certificate. Functions excuse their official wording on health food alone (rules HF-09, HF-15)."""
    words = [(fold(text).text, frozenset()) for text in subject.protected if text]
    if goods == "health_food":
        words += [(fold(text).text, CLAIMS) for text in functions.wordings_of(subject.functions)]
    return words


def _hits_in(name: str, text: str, rules: Rules, protected) -> list[Hit]:
    """Read as folded, then with ornaments closed up; the same place is told once, and the longest term for it."""
    plain = fold(text)
    found = {}
    for folded in _readings(plain):
        excused = _excused_spans(folded.text, rules, protected)
        for start, end, level, row in _matches(folded.text, rules):
            if not any(s <= start and end <= e and (not cats or row["category"] in cats) for s, e, cats in excused):
                place = folded.span(start, end)
                found.setdefault((place, row["term_id"]), (place, level, row))
    return [_hit(name, text, *hit) for hit in _outermost(list(found.values()))]


def _readings(plain: Folded) -> list[Folded]:
    close = squeeze(plain)
    return [plain] if close.text == plain.text else [plain, close]


def _excused_spans(text: str, rules: Rules, protected) -> list[tuple[int, int, frozenset]]:
    spans = [(*match.span(), categories) for pattern, categories in rules.excuses for match in pattern.finditer(text)]
    for word, categories in protected:
        at = text.find(word)
        while at >= 0:
            spans.append((at, at + len(word), categories))
            at = text.find(word, at + 1)
    return spans


def _matches(text: str, rules: Rules):
    for start, letter in enumerate(text):
        for word, level, row in rules.literals.get(letter, ()):
            if text.startswith(word, start):
                yield start, start + len(word), level, row
    for pattern, level, row in rules.patterns:
        for match in pattern.finditer(text):
            yield *match.span(), level, row


def _outermost(hits: list) -> list:
    """Drop a hit that lies inside another at least as severe."""
    def covers(outer, inner):
        (a, b), (s, e) = outer[0], inner[0]
        harder = LEVELS.index(outer[1]) - LEVELS.index(inner[1])
        return a <= s and e <= b and harder >= 0 and ((a, b) != (s, e) or harder > 0)

    kept = [hit for hit in hits if not any(covers(other, hit) for other in hits)]
    once = {hit[0]: hit for hit in reversed(kept)}
    return sorted(once.values(), key=lambda hit: hit[0])


def _hit(name: str, text: str, place, level: str, row) -> Hit:
    start, end = place
    return Hit(
        field=name, start=start, end=end, text=text[start:end], term=row["term_id"], category=row["category"],
        category_name=row["category_zh"], level=level, law=row["law_ref"], reason=row["reason_zh"], suggestion=row["suggestion"])
