"""One act on many rows: a dry run first, then each row by itself, and the result of every row."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from microstore.core.errors import Refused
from microstore.core.pages.actions import NothingToAsk

LIMIT = 500
"""Rows one bulk act takes at a time; more are refused with a sentence, never cut off silently."""


@dataclass(frozen=True)
class Outcome:
    """What will happen, or happened, to one row."""

    row: object
    is_good: bool
    text: str


class BulkAction:
    """Declared on a list. ``refuse`` names the reason a row is left out, ``perform`` calls ONE service for one row."""

    code = ""
    title = ""
    permission = ""
    form_class = NothingToAsk
    icon = "check"
    tone = "primary"
    move = ""

    def refuse(self, row, user) -> str:
        """Why this row cannot take part; empty when it can."""
        if self.move and not row.is_open(self.move):
            return _("Not possible in its present state.")
        return ""

    def perform(self, row, form, by) -> str:
        raise NotImplementedError

    def rehearse(self, rows, user) -> list[Outcome]:
        return [Outcome(row, not reason, str(reason)) for row, reason in ((row, self.refuse(row, user)) for row in rows)]

    def run(self, rows, form, by) -> list[Outcome]:
        """Each row in a transaction of its own: a refusal of one leaves the others done."""
        return [self.run_one(row, form, by) for row in rows]

    def run_one(self, row, form, by) -> Outcome:
        if reason := self.refuse(row, by):
            return Outcome(row, False, str(reason))
        try:
            with transaction.atomic():
                return Outcome(row, True, str(self.perform(row, form, by) or _("Done")))
        except Refused as refusal:
            return Outcome(row, False, str(refusal))
        except ValidationError as refusal:
            return Outcome(row, False, " ".join(refusal.messages))
