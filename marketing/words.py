"""Offers and savings in words, for customers and staff."""

from django.utils.translation import gettext as _

from microstore.core.money import format_yuan, plain_yuan


def short_yuan(fen: int) -> str:
    """``20000`` → ``200``, ``1050`` → ``10.50``: as promotions are written."""
    return str(fen // 100) if fen % 100 == 0 else plain_yuan(fen)


def step_words(threshold_fen: int, off_fen: int, *, every: bool = False) -> str:
    terms = {"threshold": short_yuan(threshold_fen), "off": short_yuan(off_fen)}
    return (_("Every ¥%(threshold)s saves ¥%(off)s") if every else _("¥%(threshold)s saves ¥%(off)s")) % terms


def steps_words(offer) -> list[str]:
    """One phrase per step of a promotion (a row or a rule of the engine); the last one repeats if the promotion does."""
    last = len(offer.steps) - 1
    return [step_words(*step, every=offer.repeats and at == last) for at, step in enumerate(offer.steps)]


def part_words(part: dict) -> str:
    """A line of the trace: which step, and what it takes off one piece."""
    step = step_words(part["threshold_fen"], part["off_fen"])
    lowest, highest = min(part["unit_fen"]), max(part["unit_fen"])
    each = format_yuan(highest) if lowest == highest else f"{format_yuan(lowest)}–{format_yuan(highest)}"
    return _("%(step)s: %(each)s off each piece here") % {"step": step, "each": each}
