"""The reference tables, read once and lazily. Their common hash is the version of the rule set."""
import csv
import hashlib
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "data"

# name of the file → (title, column that identifies a row); the order is that of the page
TABLES = {
    "compliance_rules": (_("Rules"), "rule_id"),
    "ad_forbidden_terms": (_("Forbidden and limited terms"), "term_id"),
    "ad_exempt_contexts": (_("Contexts that excuse a term"), "exempt_id"),
    "scan_matrix": (_("How hard each kind of text is read"), "row_id"),
    "traditional_forms": (_("Traditional forms"), "traditional"),
    "lookalikes": (_("Characters that look or sound alike"), "written"),
    "term_spellings": (_("How the terms are read aloud"), "term_id"),
    "syllables": (_("How characters are read aloud"), "syllable"),
    "permitted_function_claims": (_("Health functions"), "function_id"),
    "approval_number_patterns": (_("Number formats"), "code"),
    "required_statements": (_("Required statements"), "stmt_id"),
    "wordings": (_("Wordings used by the program"), "name"),
    "page_elements": (_("Elements that pages must show"), "el_id"),
    "return_policy_exceptions": (_("Returns and their exceptions"), "code"),
    "online_prohibited_drugs": (_("Drugs that may not be sold online"), "row_id"),
    "retention_periods": (_("Retention periods"), "code"),
    "pii_fields": (_("Personal data and masks"), "field"),
    "stock_zones": (_("Stock zones"), "zone_code"),
    "invoice_fields": (_("Invoice fields"), "field"),
}


@cache
def rows(table: str) -> tuple:
    """Every row of a table as a read-only mapping of column to text."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(MappingProxyType(row) for row in csv.DictReader(file))


@cache
def by_id(table: str) -> dict:
    return {row[TABLES[table][1]]: row for row in rows(table)}


def wording(name: str) -> str:
    """A fixed Chinese word of the law that the program itself must know."""
    return by_id("wordings")[name]["text"]


@cache
def version() -> str:
    """Twelve hexadecimal digits over all tables: it changes with any character of any of them."""
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(table.encode())
        digest.update((FOLDER / f"{table}.csv").read_bytes())
    return digest.hexdigest()[:12]


def counts() -> dict[str, int]:
    return {table: len(rows(table)) for table in TABLES}
