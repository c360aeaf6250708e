"""What every kind of list has in common."""

from dataclasses import dataclass, field

from catalog.imports.columns import Column
from catalog.models import ImportRow
from microstore.core import sentences

O = ImportRow.Outcome  # noqa: E741


@dataclass
class Staged:
    """One row as it will stand in ``ImportRow``."""

    number: int
    subject: str = ""
    outcome: str = O.SAME
    product_id: int | None = None
    sku_id: int | None = None
    facts: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    def settle(self, is_new: bool = False) -> "Staged":
        """Errors win, then what is new, then what changes."""
        self.outcome = O.FAULT if self.faults else O.NEW if is_new else O.CHANGED if self.changes else O.SAME
        return self


class Kind:
    """``stage`` is given (row number, cells by field) of many rows and answers a Staged for each; ``write`` is called inside the one
    transaction of the import, with rows that are new or changed, in the order of the file; ``finish`` ends it."""

    permission = ""
    is_reason_needed = False

    def __init__(self, batch):
        self.batch = batch

    @classmethod
    def columns(cls) -> list[Column]:
        raise NotImplementedError

    def stage(self, rows: list[tuple[int, dict[str, str]]]) -> list[Staged]:
        raise NotImplementedError

    def write(self, rows: list[ImportRow]) -> None:
        raise NotImplementedError

    def finish(self) -> None:
        """After the last row."""

    @classmethod
    def label_of(cls, name: str) -> str:
        return next((sentences.of(column.label) for column in cls.columns() if column.name == name), name)
