"""Money is an integer number of fen (1 yuan = 100 fen), CNY only. Names end in ``_fen``."""

from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.db import models


def plain_yuan(fen: int) -> str:
    """``1250`` → ``12.50``: for inputs, files and protocols that speak yuan."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def format_yuan(fen: int) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def share_fen(total_fen: int, weights: list[int]) -> list[int]:
    """Split ``total_fen`` in proportion to ``weights``; the parts add up to it exactly (largest remainder).

    Weights are not negative; if all are zero the split is even. Ties go to the earlier part.
    """
    if not weights:
        return []
    weights = weights if any(weights) else [1] * len(weights)
    whole = sum(weights)
    parts = [total_fen * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total_fen * weights[i] % whole))
    for i in by_remainder[: total_fen - sum(parts)]:
        parts[i] += 1
    return parts


class YuanFormField(forms.DecimalField):
    """Shows and reads yuan ("12.50"); its cleaned value is fen (1250)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_digits", 14)
        super().__init__(decimal_places=2, **kwargs)

    def prepare_value(self, value):
        return plain_yuan(value) if isinstance(value, int) else value

    def clean(self, value):
        yuan = super().clean(value)
        return None if yuan is None else int((yuan * 100).to_integral_value(ROUND_HALF_UP))

    def has_changed(self, initial, data):
        return super().has_changed(Decimal(initial) / 100 if isinstance(initial, int) else initial, data)


class FenField(models.BigIntegerField):
    """An amount in fen; its form field speaks yuan, and takes nothing below nought unless told otherwise."""

    def formfield(self, **kwargs):
        return super(models.IntegerField, self).formfield(**{"form_class": YuanFormField, "min_value": 0, **kwargs})
