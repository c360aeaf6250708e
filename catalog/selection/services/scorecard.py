"""The four criteria of a proposal (duty P2): what the system knows of each, and the points it would give."""
from catalog.models import ProposalScore, SelectionProposal, SupplierTally
from catalog.selection import norms
from catalog.selection.services import market
from catalog.suppliers.services import fitness, scores, tallies
from microstore.core.money import format_yuan
from microstore.core.sentences import gettext as _

Criterion, Kind = ProposalScore.Criterion, SupplierTally.Kind
AGAINST = (Kind.DAMAGED, Kind.DEFECT, Kind.COMPLAINT)
"""What counts against the quality of goods; late and short deliveries do not."""


def facts_of(proposal: SelectionProposal) -> dict:
    """JSON: of the supplier, of goods of the class, and of the money, as of this moment."""
    score, rival = scores.of(proposal.supplier), proposal.rival
    return {
        "quality": {"supplier": _record(supplier=proposal.supplier), "class": _record(product_class=proposal.product_class)},
        "supplier": {
            "state": proposal.supplier.state, "fault": fitness.fault(proposal.supplier, proposal.product_class),
            "score": score.total if score else None, "papers": fitness.papers_for(proposal.supplier, [proposal.product_class])},
        "margin": {
            "per_cent": proposal.margin_per_cent, "purchase_fen": proposal.purchase_fen, "planned_fen": proposal.planned_fen,
            "rival": f"{rival.competitor.name} · {rival}" if rival else "", "rival_fen": rival.newest_fen if rival else None,
            "gap": market.per_cent(proposal.planned_fen, rival.newest_fen) if rival and rival.newest_fen else None},
    }


def _record(**where) -> dict:
    counted = tallies.counts(**where)
    return {"delivered": counted[Kind.DELIVERED]} | {str(kind): counted[kind] for kind in AGAINST}


def said(facts: dict) -> dict[str, list[str]]:
    """The facts in sentences, by criterion."""
    quality, supplier, margin = facts["quality"], facts["supplier"], facts["margin"]
    money = [_("Margin %(per_cent)d %% (bought at %(cost)s, planned at %(price)s).") % {
        "per_cent": margin["per_cent"], "cost": format_yuan(margin["purchase_fen"]), "price": format_yuan(margin["planned_fen"])}]
    if margin["gap"] is not None:
        money.append(_("%(rival)s: %(price)s; ours would be %(gap)+d %%.") % {
            "rival": margin["rival"], "price": format_yuan(margin["rival_fen"]), "gap": margin["gap"]})
    score = _("Score %(score)d of 100.") % supplier if supplier["score"] is not None else _("No delivery yet.")
    until = _("%(licence)s, until %(until)s.")
    licences = [until % {"licence": one["licence"], "until": one["until"] or "∞"} for one in supplier["papers"]]
    return {
        Criterion.QUALITY: [
            _("Supplier: %(record)s") % {"record": _counted(quality["supplier"])},
            _("Goods of this class: %(record)s") % {"record": _counted(quality["class"])}],
        Criterion.SUPPLIER: [*([supplier["fault"]] if supplier["fault"] else licences), score],
        Criterion.MARGIN: money,
    }


def _counted(record: dict) -> str:
    return _("%(delivered)d delivered lines, %(damaged)d failed inspection, %(defect)d batches on hold, %(complaint)d complaints.") % record


def suggested(facts: dict) -> dict[str, int]:
    """The points that follow from the facts; demand is for people to judge."""
    return {
        Criterion.QUALITY: _of_quality(facts["quality"]["supplier"]), Criterion.SUPPLIER: _of_supplier(facts["supplier"]),
        Criterion.MARGIN: _of_margin(facts["margin"])}


def _of_quality(record: dict) -> int:
    """5 without a fault; 4, 3, 2 below 2, 5 and 10 faults in 100 delivered lines; 3 while nothing was delivered."""
    faults, lines = sum(record[str(kind)] for kind in AGAINST), record["delivered"]
    if not lines:
        return 1 if faults else 3
    if not faults:
        return 5
    share = faults * 100 / lines
    return next((points for points, most in ((4, 2), (3, 5), (2, 10)) if share < most), 1)


def _of_supplier(supplier: dict) -> int:
    """1 who may not supply this class today; else by the score, 3 before the first delivery."""
    if supplier["fault"]:
        return 1
    if supplier["score"] is None:
        return 3
    return next((points for points, least in ((5, 90), (4, 75), (3, 60)) if supplier["score"] >= least), 2)


def _of_margin(margin: dict) -> int:
    """3 at the margin a new product should bring, 4 and 5 ten and twenty per cent above; one less where it would stand far above the
    competitor."""
    floor = norms.MARGIN_FLOOR.value
    steps = ((5, floor + 20), (4, floor + 10), (3, floor), (2, floor // 2))
    points = next((points for points, least in steps if margin["per_cent"] >= least), 1)
    is_dear = margin["gap"] is not None and margin["gap"] > norms.GAP_ALARM.value
    return max(1, points - is_dear)
