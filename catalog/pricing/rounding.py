"""New prices out of old ones: by per cent or by an amount, then rounded the way shops write prices. Pure."""
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    PERCENT = "percent", _("By per cent")
    AMOUNT = "amount", _("By an amount")
    FIXED = "fixed", _("To one price")


class Round(models.TextChoices):
    """``to_ending`` goes to the nearest price with that ending."""
    NONE = "none", _("To the fen")
    TENTH = "tenth", _("To ten fen")
    YUAN = "yuan", _("To the yuan")
    NINETY = "ninety", _("Ends in .90")
    NINE = "nine", _("Ends in 9 yuan")


ENDINGS = {Round.NONE: (1, 0), Round.TENTH: (10, 0), Round.YUAN: (100, 0), Round.NINETY: (100, 90), Round.NINE: (1000, 900)}
"""(distance between two such prices, their remainder), in fen."""


@dataclass(frozen=True)
class Method:
    """``number`` is a percentage, or fen."""
    how: str
    number: Decimal
    ending: str = Round.NONE

    def of(self, old_fen: int) -> int:
        """At least one fen."""
        return max(1, rounded(self._raw(old_fen), self.ending))

    def _raw(self, old_fen: int) -> Decimal:
        if self.how == How.PERCENT:
            return Decimal(old_fen) * (100 + self.number) / 100
        return Decimal(old_fen) + self.number if self.how == How.AMOUNT else Decimal(self.number)

    def __str__(self):
        number = f"{self.number:+} %" if self.how == How.PERCENT else f"{self.number / 100:+.2f}"
        number = f"{self.number / 100:.2f}" if self.how == How.FIXED else number
        return f"{How(self.how).label} {number} · {Round(self.ending).label}"


def rounded(fen: Decimal, ending: str) -> int:
    """To the nearest price with this ending; half-way upwards."""
    step, rest = ENDINGS[ending]
    return int(((fen - rest) / step).to_integral_value(ROUND_HALF_UP)) * step + rest
