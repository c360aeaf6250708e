"""How the back office writes amounts, times and states; template tags and table columns share it."""

from django.utils import dateformat, timezone
from django.utils.html import format_html

TONES = {"info": "info", "warn": "warn", "ok": "ok", "danger": "danger", "brand": "move", "neutral": "stop"}


def yuan(fen) -> str:
    """Fen as yuan with two decimals and thousands separators: 123456 → ¥1,234.56. Nothing for None."""
    if fen is None or fen == "":
        return ""
    sign, fen = ("−" if int(fen) < 0 else ""), abs(int(fen))
    return f"{sign}¥{fen // 100:,}.{fen % 100:02d}"


def moment(value) -> str:
    """Local time, without the year when it is this year; the full stamp in ``title``."""
    if not value:
        return ""
    local = timezone.localtime(value)
    short = local.strftime("%m-%d %H:%M" if local.year == timezone.localdate().year else "%Y-%m-%d %H:%M")
    return format_html('<time class="nowrap" datetime="{}" title="{}">{}</time>', local.isoformat(), full_moment(value), short)


def full_moment(value) -> str:
    return dateformat.format(timezone.localtime(value), "Y-m-d H:i:s") if value else ""


def status_label(row, field) -> str:
    """The words of a state. ``field`` may be a derived property whose value is a TextChoices member."""
    shown = getattr(row, f"get_{field}_display", None)
    if callable(shown):
        return str(shown())
    value = getattr(row, field, "")
    return str(getattr(value, "label", value) or "")


def tone_of(row, field) -> str:
    """Tone of the state's badge, from the model's TONES (one mapping, or one per field)."""
    tones = getattr(row, "TONES", {})
    tones = tones[field] if isinstance(tones.get(field), dict) else tones
    return TONES.get(tones.get(getattr(row, field, ""), "neutral"), "stop")


def status_badge(row, field) -> str:
    label = status_label(row, field)
    return format_html('<span class="st st-{}">{}</span>', tone_of(row, field), label) if label else ""
