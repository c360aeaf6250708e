"""Products and pack sizes: texts become drafts that go the usual way to approval; the shelf and the pack size change at once, as on the
page. One row is one pack size; further rows of a product add pack sizes and say nothing else about its page."""

from dataclasses import dataclass, field
from datetime import date

from catalog import completeness
from catalog.gate import supply
from catalog.gate.attributes import PREFIX
from catalog.imports import cells
from catalog.imports.kinds import product_gate, product_match, product_write
from catalog.imports.kinds.base import Kind, Staged
from catalog.imports.kinds.product_cells import Lookups, Reading
from catalog.imports.kinds.product_columns import PAGE, SHELF, SKU, all_columns
from catalog.imports.kinds.product_origin import ApprovedList
from catalog.models import Product, ProductRevision, Sku
from catalog.services import skus
from microstore.compliance import numbers
from microstore.compliance.classes import ProductClass
from microstore.core import sentences
from microstore.core.sentences import gettext as _

BUSY = (ProductRevision.State.IN_REVIEW, ProductRevision.State.SCHEDULED)


@dataclass
class Row:
    """A row as read: what it says of the page, the shelf and the pack size."""

    number: int
    given: dict[str, str] = field(default_factory=dict)
    product_class: str = ProductClass.HEALTH_FOOD
    code: str = ""
    sku_code: str = ""
    page: dict = field(default_factory=dict)
    shelf: dict = field(default_factory=dict)
    sku: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    cell_faults: list = field(default_factory=list)


class Products(Kind):
    permission = "catalog.import_product"

    def __init__(self, batch):
        super().__init__(batch)
        self.lookups = Lookups()
        self.seen: dict[str, int] = {}
        self.pages: dict[str, tuple[int, str]] = {}
        self.made: dict[str, int] = {}
        self.approved_list = ApprovedList()

    @classmethod
    def columns(cls):
        return all_columns()

    # ── the trial ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def stage(self, rows):
        read = [self._read(number, given) for number, given in rows]
        known = product_match.known(read)
        return [self._staged(row, *(found := known.match(row)), known.is_taken(row, found[1])) for row in read]

    def _read(self, number: int, given: dict[str, str]) -> Row:
        row = Row(number, given)
        try:
            row.code, row.sku_code = cells.text(given.get("code", "")), cells.text(given.get("sku", ""))
            if len(row.sku_code) > 40:
                raise ValueError(_("The SKU number is longer than 40 characters."))
        except ValueError as error:
            row.faults.append(str(error))
        self._understand(row, None)
        return row

    def _understand(self, row: Row, known_class: str | None) -> None:
        """The class of goods decides what a page states: that of the product, or the one the row names."""
        read = Reading(row.given, self.lookups, known_class)
        row.page, row.shelf, row.sku, row.cell_faults = read.page, read.shelf, read.sku, read.faults
        row.product_class = read.product_class
        if "approval_number" in row.page:
            row.page["approval_number"] = numbers.normalise(row.page["approval_number"])

    def _staged(self, row: Row, product: Product | None, sku: Sku | None, taken: bool) -> Staged:
        if product is not None and product.product_class != row.product_class:
            self._understand(row, product.product_class)
        faults = [*row.faults, *row.cell_faults]
        staged = Staged(row.number, product_id=getattr(product, "pk", None), sku_id=getattr(sku, "pk", None), faults=faults)
        staged.subject = (f"{product.code} {product.name}" if product else row.page.get("certificate_name", "") or row.sku_code)[:160]
        if row.code and product is None:
            staged.faults.append(_("There is no product %(code)s. Leave the number empty for a new one.") % {"code": row.code})
        if product is not None and row.code and product.code != row.code:
            staged.faults.append(_("This SKU belongs to %(product)s.") % {"product": product.code})
        if sku is not None and row.sku_code and sku.code != row.sku_code or taken:
            staged.faults.append(_("Another SKU has this barcode."))
        key = f"p{product.pk}" if product else self._new_key(row)
        is_further = self._note_doubles(staged, row, key, sku)
        page = {} if is_further else row.page
        is_new = self._compare_page(staged, page, row, product, key, is_further=is_further)
        is_new |= self._compare_sku(staged, row, sku)
        if product is not None and not is_further:
            self._compare_shelf(staged, row, product)
        return staged.settle(is_new)

    @staticmethod
    def _new_key(row: Row) -> str:
        return "n" + (row.page.get("approval_number") or row.page.get("certificate_name") or f"#{row.number}")

    def _note_doubles(self, staged: Staged, row: Row, key: str, sku: Sku | None) -> bool:
        """Name the row that says the same; True if an earlier row speaks of this product's page."""
        marks = [f"s{sku.pk}" if sku else f"c{row.sku_code}" if row.sku_code else f"{key}|{row.sku.get('spec', '')}"]
        marks += [f"b{row.sku['barcode']}"] if row.sku.get("barcode") else []
        for mark in marks:
            first = self.seen.setdefault(mark, row.number)
            if first != row.number:
                staged.faults.append(_("The same pack size stands in row %(row)d.") % {"row": first})
        told = repr(sorted((name, str(value)) for name, value in row.page.items()))
        first, said = self.pages.setdefault(key, (row.number, told))
        if first != row.number and row.page and said != told:
            staged.faults.append(_("It says something else about this product than row %(row)d.") % {"row": first})
        return first != row.number

    def _compare_page(self, staged, page: dict, row: Row, product, key: str, *, is_further: bool) -> bool:  # noqa: PLR0913
        if is_further:
            staged.facts["of"] = key
            return False
        product_class = row.product_class
        draft = self._draft(product, page, product_class)
        changed = [name for name in (*PAGE, "attributes") if product is None or getattr(draft, name) != getattr(product.newest, name)]
        if product is None:
            self._require_new(staged, row)
        if product is None or changed:
            self._through_the_gate(staged, draft, row, product, product_class)
        if product is not None and changed:
            if product.newest.state in BUSY:
                staged.faults.append(_("This product is in review, or its next page waits for its moment."))
            staged.changes += [[name, shown(getattr(product.newest, name)), shown(getattr(draft, name))] for name in changed]
            staged.facts["page"] = {name: packed(getattr(draft, name)) for name in changed}
            staged.facts["base"] = product.newest.pk
        if product is None:
            self.approved_list.judge(staged, row)
            staged.facts |= {"key": key, "page": {name: packed(getattr(draft, name)) for name in (*PAGE, "attributes")}}
            staged.facts["shelf"] = {name: packed(value) for name, value in row.shelf.items()} | {"product_class": product_class}
        return product is None

    @staticmethod
    def _draft(product, page: dict, product_class: str) -> ProductRevision:
        """What the draft would be: the newest page with what the row says of it."""
        facts = {name: getattr(product.newest, name) for name in (*PAGE, "attributes", "pictures")} if product else {}
        plain = {name: value for name, value in page.items() if not name.startswith(PREFIX)}
        further = {name.removeprefix(PREFIX): value for name, value in page.items() if name.startswith(PREFIX)}
        facts |= plain | {"attributes": facts.get("attributes", {}) | further}
        if product is None:
            facts.setdefault("title", facts.get("certificate_name", ""))
        return ProductRevision(**facts)

    @staticmethod
    def _require_new(staged, row: Row) -> None:
        given = {**row.page, **row.shelf, **row.sku}
        lacking = [Products.label_of(name) for name in ("certificate_name", "category", "supplier", "spec") if not given.get(name)]
        if lacking:
            staged.faults.append(_("A new product needs: %(fields)s.") % {"fields": sentences.listed(lacking)})

    def _through_the_gate(self, staged, draft, row: Row, product, product_class: str) -> None:  # noqa: PLR0913
        page = {name: getattr(draft, name) for name in PAGE if name in completeness_fields(product_class)}
        category = row.shelf.get("category") or (product.category if product else None)
        staged.faults += product_gate.faults_of(product_class, page, row.sku, category)
        if "approval_number" in page:
            draft.approval_number = page["approval_number"]
        if staged.faults:
            return
        goods = product or Product(pk=0, product_class=product_class)
        packs = [*product.packs] if product else []
        packs += [Sku(spec=row.sku.get("spec", ""), is_active=True)] if row.sku.get("spec") else []
        staged.facts["judged"] = judged = product_gate.judge(draft, goods, packs, product.certificate if product else None)
        staged.remarks = product_gate.remarks_of(judged)

    def _compare_sku(self, staged, row: Row, sku: Sku | None) -> bool:
        if fault := skus.fault_of(row.product_class, row.sku.get("spec", "")):
            staged.faults.append(fault)
        if sku is not None:
            changed = {name: value for name, value in row.sku.items() if getattr(sku, name) != value}
            staged.changes += [[name, shown(getattr(sku, name)), shown(value)] for name, value in changed.items()]
            staged.facts["sku"] = {name: packed(value) for name, value in changed.items()}
            return False
        if staged.product_id and not row.sku_code and not row.sku.get("spec"):
            return False
        if not row.sku.get("spec"):
            if staged.product_id or "of" in staged.facts:
                staged.faults.append(_("A new pack size needs its specification."))
            return False
        read = supply.of_pack(row.sku["spec"], row.page.get("dosage", ""))
        new = {name: value for name, value in read.items() if row.sku.get(name) is None} | row.sku
        staged.facts["new_sku"] = {name: packed(value) for name, value in new.items()} | {"code": row.sku_code}
        return True

    def _compare_shelf(self, staged, row: Row, product: Product) -> None:
        if "product_class" in row.shelf and row.shelf["product_class"] != product.product_class:
            staged.faults.append(_("The class of goods of a product does not change."))
        changed = {name: row.shelf[name] for name in SHELF[1:] if name in row.shelf and row.shelf[name] != getattr(product, name)}
        staged.changes += [[name, shown(getattr(product, name)), shown(value)] for name, value in changed.items()]
        staged.facts["place"] = {name: packed(value) for name, value in changed.items()}

    # ── the writing ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def write(self, rows):
        product_write.write(rows, self.batch, self.made)


def completeness_fields(product_class: str):
    from microstore.compliance import goods

    return goods.of(product_class).fields


def packed(value):
    """A fact as JSON: rows by their key, days as text."""
    return value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)


def shown(value) -> str:
    """As a person reads it in the difference."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return "；".join(f"{completeness.label_of(completeness.ATTRIBUTE + name)}: {text}" for name, text in value.items() if text)
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


__all__ = ["SKU", "Products"]
