"""The rules that look at every paid order before a person does (duty C6). Pure: facts in, hits out.

``VERSION`` is kept with every order that the rules approved; raise it with every change of a rule.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext_lazy

from microstore.core import sentences
from microstore.core.sentences import gettext as _

VERSION = "2026-11c"

MANY_UNITS = 6
MANY_UNITS_IN_ALL = 15
HIGH_AMOUNT_FEN = 200_000
MANY_AT_ADDRESS = 3
SHORTEST_DETAIL = 5


@dataclass(frozen=True)
class Line:
    title: str
    units: int
    unsuitable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """``others_at_address``: orders of other customers to the same door in a week; ``same_again``: open orders of the
    customer with the same goods within a day; ``withheld``: what may not be sold any more, and why."""

    receiver_name: str
    receiver_phone: str
    district: str
    detail: str
    note: str
    total_fen: int
    lines: tuple[Line, ...]
    others_at_address: int = 0
    same_again: tuple[str, ...] = ()
    is_first_order: bool = False
    channel: str = ""
    is_masked: bool = False
    has_parcel: bool = True
    withheld: str = ""


@dataclass(frozen=True)
class Hit:
    """``stops``: a person has to look; otherwise it only informs. ``advice`` says what to do."""

    code: str
    label: str
    text: str
    advice: str = ""
    stops: bool = True

    def as_dict(self) -> dict:
        return {name: value if isinstance(value, bool) else sentences.of(value) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Rule:
    code: str
    label: str
    look: Callable[[Facts], str]
    advice: str = ""
    stops: bool = field(default=True)
    of_parcels: bool = field(default=False)


def _address(facts: Facts) -> str:
    if facts.is_masked:
        return ""
    if len(facts.detail.strip()) < SHORTEST_DETAIL or not re.search(r"\d", facts.detail):
        return _("“%(detail)s” names no building or door number.") % {"detail": facts.detail}
    return _("The district is missing.") if not facts.district else ""


def _phone(facts: Facts) -> str:
    if facts.is_masked:
        return ""
    digits = facts.receiver_phone.removeprefix("+86")
    if not re.fullmatch(r"1[3-9]\d{9}", digits):
        return _("The phone number is not a mobile number.")
    if len(set(digits[3:])) <= 2 or digits[3:] in "0123456789" or digits[3:] in "9876543210":
        return _("The phone number looks made up.")
    return ""


def _name(facts: Facts) -> str:
    name = facts.receiver_name.strip()
    return _("“%(name)s” is hardly a name.") % {"name": name} if len(name) < 2 or re.search(r"\d", name) else ""


def _quantity(facts: Facts) -> str:
    most = max(facts.lines, key=lambda line: line.units)
    if most.units > MANY_UNITS:
        return _("%(units)d × %(title)s is more than a household needs.") % {"units": most.units, "title": most.title}
    units = sum(line.units for line in facts.lines)
    return _("%(units)d pieces in one order.") % {"units": units} if units > MANY_UNITS_IN_ALL else ""


def _amount(facts: Facts) -> str:
    return _("The order is worth ¥%(yuan)d.") % {"yuan": facts.total_fen // 100} if facts.total_fen >= HIGH_AMOUNT_FEN else ""


def groups_named(text: str, unsuitable: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the groups a product does not suit that ``text`` names; read here and at the service desk."""
    return tuple(group for group in unsuitable if group in text)


def _unsuitable(facts: Facts) -> str:
    for line in facts.lines:
        for group in groups_named(facts.note, line.unsuitable):
            return _("The note names “%(group)s”; %(title)s is not suitable for them.") % {"group": group, "title": line.title}
    return ""


def _note(facts: Facts) -> str:
    return _("The customer wrote: “%(note)s”") % {"note": facts.note} if facts.note.strip() else ""


def _same_address(facts: Facts) -> str:
    if facts.others_at_address < MANY_AT_ADDRESS:
        return ""
    return _("%(count)d orders of other customers went to this door within a week.") % {"count": facts.others_at_address}


def _again(facts: Facts) -> str:
    return _("The same goods were ordered within a day: %(orders)s.") % {"orders": ", ".join(facts.same_again)} if facts.same_again else ""


def _channel(facts: Facts) -> str:
    if facts.is_masked:
        return _("From %(channel)s, with the receiver masked: no label can be printed before the address is corrected.") % {
            "channel": facts.channel
        }
    return _("From %(channel)s. The buyer is told everything there.") % {"channel": facts.channel} if facts.channel else ""


def _withheld(facts: Facts) -> str:
    return facts.withheld


def _first(facts: Facts) -> str:
    return _("The customer orders for the first time.") if facts.is_first_order else ""


RULES: tuple[Rule, ...] = (
    Rule(
        "withheld",
        gettext_lazy("May not be sold"),
        _withheld,
        gettext_lazy("Cancel with a full refund, or leave it until the goods may be sold again."),
    ),
    Rule(
        "suitable",
        gettext_lazy("Not suitable"),
        _unsuitable,
        gettext_lazy("Ask who takes it; cancel with a full refund if it is not suitable."),
    ),
    Rule(
        "address",
        gettext_lazy("Address incomplete"),
        _address,
        gettext_lazy("Ask for building and door number, then correct the address."),
        of_parcels=True,
    ),
    Rule(
        "phone",
        gettext_lazy("Phone in doubt"),
        _phone,
        gettext_lazy("Ask for a number where the courier reaches the receiver."),
        of_parcels=True,
    ),
    Rule("name", gettext_lazy("Receiver in doubt"), _name, gettext_lazy("Ask for the receiver's name."), of_parcels=True),
    Rule("quantity", gettext_lazy("High quantity"), _quantity, gettext_lazy("Ask whether the quantity is meant.")),
    Rule("amount", gettext_lazy("High amount"), _amount, gettext_lazy("Confirm the order with the customer.")),
    Rule("note", gettext_lazy("Note of the customer"), _note, gettext_lazy("Read it and do what it asks, or ask back.")),
    Rule(
        "same_address", gettext_lazy("Many orders to one address"), _same_address, gettext_lazy("Look whether somebody buys to sell again.")
    ),
    Rule("again", gettext_lazy("Ordered twice?"), _again, gettext_lazy("Ask whether both orders are meant.")),
    Rule("channel", gettext_lazy("Order of a channel"), _channel, stops=False),
    Rule("first", gettext_lazy("First order"), _first, stops=False),
)


def hits_of(facts: Facts) -> list[Hit]:
    found = ((rule, rule.look(facts)) for rule in RULES if facts.has_parcel or not rule.of_parcels)
    return [Hit(rule.code, rule.label, text, rule.advice, rule.stops) for rule, text in found if text]
