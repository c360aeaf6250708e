"""What one cell says: numbers, days, amounts, choices by their word, and texts that are no formula. ValueError with a sentence else."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import override

from microstore.core import sentences, sheets
from microstore.core.sentences import gettext as _

FIRST_DAY = date(1899, 12, 30)  # Excel counts days from here
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S")
YES, NO = frozenset({"1", "true", "yes", "y", "是", "启用", "在用", "√"}), frozenset({"0", "false", "no", "n", "否", "停用", "×"})
SEVERAL = re.compile(r"[|;；、\n]+")


def text(cell: str) -> str:
    """As written, without the marks that only keep Excel from reckoning. Refuses what is reckoned: a list carries values."""
    plain = sheets.as_text(cell)
    if cell.startswith("=") and plain == cell:
        raise ValueError(_("“%(text)s” is a formula. Write its value.") % {"text": cell[:40]})
    return plain


def day(given: str) -> date:
    for form in DAYS:
        try:
            return datetime.strptime(given, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    if given.replace(".", "", 1).isdigit() and 20_000 < float(given) < 80_000:
        return FIRST_DAY + timedelta(days=int(float(given)))
    raise ValueError(_("“%(text)s” is no day.") % {"text": given[:40]})


def fen(given: str) -> int:
    plain = given.replace(",", "").replace("，", "").removeprefix("¥").removeprefix("￥").removesuffix("元").strip()
    try:
        amount = Decimal(plain) * 100
        whole = amount.quantize(Decimal(1))
    except InvalidOperation:
        raise ValueError(_("“%(text)s” is no amount.") % {"text": given[:40]}) from None
    if whole < 0 or whole > 10**11 or abs(amount - whole) > Decimal("0.01"):  # Excel writes 12.340000000000002
        raise ValueError(_("“%(text)s” is no amount.") % {"text": given[:40]})
    return int(whole)


def count(given: str) -> int:
    try:
        number = Decimal(given)
        if number != int(number) or not 0 <= number <= 10_000_000:
            raise ValueError
    except (InvalidOperation, ValueError, OverflowError):
        raise ValueError(_("“%(text)s” is no whole number.") % {"text": given[:40]}) from None
    return int(number)


def yes(given: str) -> bool:
    word = given.casefold()
    if word not in YES | NO:
        raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": given[:40]})
    return word in YES


def by_field(field, given: str):
    """As the field of the page understands it, limits and all; its first sentence if it does not."""
    try:
        return field.clean(given)
    except ValidationError as error:
        raise ValueError(sentences.of_error(error)) from None


def several(given: str) -> list[str]:
    return [part.strip() for part in SEVERAL.split(given) if part.strip()]


class Choice:
    """A value by its code or by its word, in Chinese or English."""

    def __init__(self, choices):
        self.codes = {str(code).casefold(): code for code, __ in choices}
        for language in ("zh-hans", "en"):
            with override(language):
                self.codes |= {str(word).casefold(): code for code, word in choices}

    def __call__(self, given: str):
        if (code := self.codes.get(given.casefold())) is None:
            raise ValueError(_("“%(text)s” is not among the choices.") % {"text": given[:40]})
        return code
