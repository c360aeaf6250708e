"""The company's register of numbers: periods, limits and quotas that the regulations fix and people may change (duties, A.12)."""

import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from microstore.core.errors import Refused, require_reason
from microstore.core.events import news, publish
from microstore.core.models import NormValue

KEPT_SECONDS = 10
norms: dict[str, "Norm"] = {}
_kept: dict[str, int] = {}
_kept_until = 0.0


class Unit(models.TextChoices):
    MILLISECONDS = "milliseconds", _("milliseconds")
    SECONDS = "seconds", _("seconds")
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    TIMES = "times", _("times")
    PERCENT = "percent", _("per cent")
    UNITS = "units", _("units")
    FEN = "fen", _("fen")
    KILOBYTES = "kilobytes", _("kB")


@dataclass(frozen=True)
class Norm:
    """One number, declared in a department's ``norms.py``. ``source`` names the regulation or law that it comes from."""

    code: str
    default: int
    unit: Unit
    label: str
    source: str = ""
    low: int = 0
    high: int = 100_000_000
    room: str = ""

    @property
    def value(self) -> int:
        """As it stands now; a change reaches every process within ten seconds."""
        return _values().get(self.code, self.default)

    @property
    def span(self) -> timedelta:
        """The value of a norm in seconds, minutes, hours or days as a length of time."""
        return timedelta(**{self.unit.value: self.value})


@news("norm.changed")
@dataclass(frozen=True)
class NormChanged:
    code: str
    before: int
    after: int
    label: ClassVar = _("Number of the register changed")


def declare(code: str, default: int, unit: Unit, label: str, **limits) -> Norm:
    """To be called from a module of a department, however deep, which the number then belongs to."""
    room = sys._getframe(1).f_globals["__name__"].removeprefix("microstore.").partition(".")[0]
    norms[code] = Norm(code, default, unit, label, room=room, **limits)
    return norms[code]


def _values() -> dict[str, int]:
    global _kept, _kept_until
    if time.monotonic() >= _kept_until:
        _kept, _kept_until = dict(NormValue.objects.values_list("code", "value")), time.monotonic() + KEPT_SECONDS
    return _kept


def forget() -> None:
    """Read the register anew at the next question."""
    global _kept_until
    _kept_until = 0.0


@transaction.atomic
def change(norm: Norm, value: int, *, by, reason: str) -> None:
    """Refuses without a reason and outside the norm's limits."""
    require_reason(reason)
    if not norm.low <= value <= norm.high:
        raise Refused(_("Choose a number from %(low)s to %(high)s.") % {"low": norm.low, "high": norm.high})
    row, _is_new = NormValue.objects.select_for_update().get_or_create(code=norm.code, defaults={"value": norm.default})
    before, row.value = row.value, value
    row.save(update_fields=["value"])
    publish(NormChanged(norm.code, before, value), about=row, by=by, reason=reason)
    transaction.on_commit(forget)
