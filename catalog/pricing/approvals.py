"""Whom a price change asks: product manager and finance at once, the director last."""
from django.utils.translation import gettext_lazy as _

from catalog.pricing import changes, limits
from microstore.core import approvals
from microstore.core.clock import SHANGHAI
from microstore.core.money import format_yuan

SHOWN = 30
Needs = limits.Needs


def line_words(line) -> str:
    """Old and new, margin and what is unusual, in one line."""
    parts = [f"{line.sku.code} {line.sku.product.name}", str(line.store or _("All stores"))]
    before = format_yuan(line.old_fen) if line.old_fen is not None else "—"
    parts.append(f"{before} → {format_yuan(line.new_fen)}" + (f" ({line.percent:+} %)" if line.percent is not None else ""))
    if line.from_units > 1:
        parts.append(_("from %(units)d units") % {"units": line.from_units})
    if (margin := limits.margin_percent(line.new_fen, line.cost_fen)) is not None:
        parts.append(_("margin %(margin)s %%") % {"margin": margin})
    if line.floor_fen is not None and line.new_fen < line.floor_fen:
        parts.append(_("below the lowest price %(floor)s") % {"floor": format_yuan(line.floor_fen)})
    return " · ".join(map(str, parts))


class Agreement:
    @staticmethod
    def describe(change, approval):
        lines = list(change.lines.select_related("sku__product", "store")[:SHOWN])
        begins = f"{change.starts_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if change.starts_at else _("when it is approved")
        return [
            (_("Prices"), change.lines.count()), (_("Begins"), begins),
            *([(_("Ends"), f"{change.ends_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")] if change.ends_at else []),
            (_("Largest change"), f"{change.percent} %" if change.percent is not None else _("first price")),
            *([(_("Reason of the raise"), change.raise_reason)] if change.raise_reason else []),
            *((number, line_words(line)) for number, line in enumerate(lines, 1)),
        ]

    @staticmethod
    def no(change, approval):
        """A request that was withdrawn with its change is no decision."""
        if change.is_open("decline"):
            changes.decline(change, by=approval.decided_by, reason=approval.decision_reason)


@approvals.kind("price.manager", permission=limits.PERMISSIONS[Needs.MANAGER])
class Manager(Agreement):
    label = _("Price change: product manager")

    @staticmethod
    def yes(change, approval):
        changes.agree(change, Needs.MANAGER.value, by=approval.decided_by, reason=approval.decision_reason)


@approvals.kind("price.finance", permission=limits.PERMISSIONS[Needs.FINANCE])
class Finance(Agreement):
    label = _("Price change: finance")

    @staticmethod
    def yes(change, approval):
        changes.agree(change, Needs.FINANCE.value, by=approval.decided_by, reason=approval.decision_reason)


@approvals.kind("price.director", permission=limits.PERMISSIONS[Needs.DIRECTOR])
class Director(Agreement):
    label = _("Price change: director")

    @staticmethod
    def yes(change, approval):
        changes.agree(change, Needs.DIRECTOR.value, by=approval.decided_by, reason=approval.decision_reason)
