"""What a scan is asked and what it answers."""
from dataclasses import asdict, dataclass, field

LEVELS = ("pass", "review", "warn", "block")  # rising: review asks for evidence, warn for a reason, block for another text


@dataclass(frozen=True)
class Subject:
    """What the texts speak of. ``functions`` are those on the certificate; ``protected`` is certificate wording, such as its name;
    ``leaflet`` the approved one of a drug or device, which alone may name diseases."""
    product_class: str = "general"
    functions: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    leaflet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One place where a text breaks a rule; ``start`` and ``end`` count in the text as written, ``read_as`` is the word behind a
    disguise."""
    field: str
    start: int
    end: int
    text: str
    term: str
    category: str
    category_name: str
    level: str
    law: str
    reason: str
    suggestion: str
    read_as: str = ""


@dataclass(frozen=True)
class Verdict:
    """``level`` is the highest of the hits: pass, review, warn or block."""
    level: str
    version: str
    text_hash: str
    hits: tuple[Hit, ...] = field(default=())

    @property
    def is_blocked(self) -> bool:
        return self.level == "block"

    def hits_as_json(self) -> list[dict]:
        return [asdict(hit) for hit in self.hits]
