"""What a class of goods is declared with: one object that forms, gates, statements, shelves, carts and returns all read."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from microstore.compliance import reference, statements
from microstore.compliance.classes import ProductClass, Zone


class Kind(TextChoices):
    """How a further fact is typed in."""

    TEXT = "text", _("Line of text")
    LONG = "long", _("Text")
    NUMBER = "number", _("Number")
    CHOICE = "choice", _("Choice")


class Sale(TextChoices):
    """Whether goods of a class can be bought here."""

    BUY = "buy", _("Can be bought")
    INFORMATION = "information", _("Information only")


@dataclass(frozen=True)
class Attribute:
    """A fact that only some classes have. ``barred`` maps a choice to the sentence that keeps it off the shelf."""

    name: str
    label: str
    kind: str = Kind.TEXT
    is_required: bool = False
    weight: int = 1
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    barred: dict[str, str] = field(default_factory=dict)
    is_read: bool = True
    is_on_label: bool = True
    most: int = 4000

    def said(self, value: Any) -> str:
        """The value in words."""
        return str(dict(self.choices).get(value, value)) if value not in (None, "") else ""


@dataclass(frozen=True)
class Goods:
    """One class. ``required`` and ``optional`` name fields of a page; ``required`` with their weight in the completeness.

    ``certified`` maps a field to whether a difference from the certificate blocks (True) or is a remark (False).
    ``holds``: the classes whose goods it bundles; empty for everything that is a thing of its own. ``contents``: what the goods themselves
    are, for goods without a parcel: the kind of file → the name of the fact that holds it; empty for everything that is sent.
    """

    code: ProductClass
    zone: Zone
    required: dict[str, int]
    optional: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    certified: dict[str, bool] = field(default_factory=dict)
    faults: tuple[Callable[[Any], Iterable[str]], ...] = ()
    returns: str = "R00"
    sale: Sale = Sale.BUY
    why_not_sold: str = ""
    mark: str = ""
    needs_number: bool = False
    begins_with_certificate_name: bool = False
    may_be_gift: bool = True
    may_be_promoted: bool = True
    facets: tuple[str, ...] = ("category", "brand", "price")
    holds: frozenset[ProductClass] = frozenset()
    contents: dict[str, str] = field(default_factory=dict)
    device_paper: str = ""

    @property
    def label(self):
        return self.code.label

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a page that a form for this class shows."""
        return frozenset(self.required) | frozenset(self.optional)

    @property
    def is_sold(self) -> bool:
        return self.sale == Sale.BUY

    @property
    def is_certified(self) -> bool:
        """Whether its page must equal a certificate that somebody has read (rule HF-05)."""
        return any(self.certified.values())

    @property
    def is_bundle(self) -> bool:
        return bool(self.holds)

    @property
    def has_parcel(self) -> bool:
        """Whether it lies in a warehouse and is sent; what has none is read in the shop once it is paid."""
        return not self.contents

    def content_of(self, revision) -> str:
        """The name of the fact that holds what is sold with this page; empty for goods with a parcel, and while the kind is not chosen."""
        return self.contents.get(revision.attributes.get("file_kind"), "")

    @property
    def is_drug(self) -> bool:
        return self.zone in (Zone.OTC, Zone.RX)

    @property
    def returns_unwanted(self) -> bool:
        """Whether unopened goods go back without a reason within the days of the law."""
        return reference.by_id("return_policy_exceptions")[self.returns]["seven_day_return"] != "no"

    @property
    def return_label(self) -> str:
        return reference.by_id("return_policy_exceptions")[self.returns]["page_label_zh"]

    def attribute(self, name: str) -> Attribute | None:
        return next((one for one in self.attributes if one.name == name), None)

    def statements(self, surface: str) -> list[statements.Statement]:
        return statements.for_product(self.code, surface=surface)
