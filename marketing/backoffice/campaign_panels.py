"""What the panels of a campaign's cockpit show."""

from django.utils.translation import gettext as _

from marketing.backoffice.wording import field_label, said
from marketing.models import Campaign, CampaignState, Deviation, RuleConfirmation
from marketing.models.campaign import BEFORE_START, EDITABLE
from marketing.services.campaigns import facts, figures, following, preflight, readiness
from marketing.words import steps_words
from microstore.core import charts
from microstore.core.pages.registry import find

S = CampaignState


def is_before_start(row: Campaign) -> bool:
    return row.state in BEFORE_START


def has_started(row: Campaign) -> bool:
    return row.started_at is not None


def is_evaluated(row: Campaign) -> bool:
    return row.state in (S.EVALUATED, S.ARCHIVED)


def was_changed(row: Campaign) -> bool:
    return row.changes.exists()


def missing(request, row: Campaign) -> dict:
    """Each open point as (tone, sentence)."""
    points = [("danger", point) for point in facts.missing(row)] if row.state in (*EDITABLE, S.SUBMITTED) else []
    if row.state in (S.OPS_REVIEW, S.COMPLIANCE_REVIEW):
        points.append(("warn", _("a decision: %(who)s") % {"who": row.get_state_display()}))
    if row.state in (S.APPROVED, S.RULES_CONFIRMED):
        points += _unready(row)
    return {
        "points": points, "hits": row.hits, "lessons": following.earlier_lessons() if row.state in EDITABLE else [],
        "findings": preflight.run(row) if row.state in (S.APPROVED, S.RULES_CONFIRMED) else [],
    }  # fmt: skip


def _unready(row: Campaign) -> list[tuple[str, str]]:
    points = [("warn", _("the acknowledgement of %(department)s") % {"department": one}) for one in readiness.missing_departments(row)]
    if row.state == S.APPROVED:
        done = set(row.confirmations.filter(is_valid=True).values_list("side", flat=True))
        points += [
            ("warn", _("the rules, confirmed by %(side)s") % {"side": side.label}) for side in RuleConfirmation.Side if side not in done
        ]
        if readiness.is_late(row) and not readiness.has_deviation(row, Deviation.Kind.LATE_RULES):
            points.insert(0, ("danger", _("a deviation allowed by the director: the last day for confirming the rules is over")))
    if readiness.drift(row):
        points.insert(0, ("danger", _("a new decision: the rules are not those that were approved")))
    return points


def proposal(request, row: Campaign) -> dict:
    return {
        "facts": [
            (_("Aim"), row.aim or None), (_("For whom"), f"{row.get_segment_display()} · {row.audience}"),
            (_("Text of the page"), row.content or None), (_("Stores"), ", ".join(str(store) for store in row.stores.all()) or None),
            (_("Products"), ", ".join(row.products.values_list("name", flat=True)) or None),
            (_("Stock"), row.stock_plan or None), (_("Risk"), row.risk or None),
        ],
        "goals": [
            (_("Sales amount"), row.goal_sales_fen, True),
            (_("Orders"), row.goal_orders, False),
            (_("Conversion"), f"{row.goal_conversion} %", False),
            (_("New customers"), row.goal_new_customers, False),
        ],
        "promotions": [(offer, ", ".join(steps_words(offer))) for offer in row.promotions.all()],
        "coupon_kinds": list(row.coupon_kinds.all()),
    }  # fmt: skip


def facts_of(request, row: Campaign) -> dict:
    used = figures.used_fen(row)
    return {"used_fen": used, "used_percent": min(999, round(100 * used / row.budget_fen)) if row.budget_fen else 0}


def departments(request, row: Campaign) -> dict:
    """Each with the act that is open to this person."""
    page = find("campaign-acknowledge")
    mine = getattr(getattr(request.user, "staff", None), "department", "")
    is_boss = request.user.is_superuser
    return {
        "rows": [
            (one, page.get_url(one) if one.announced_at and not one.acknowledged_at and (is_boss or one.department == mine) else "")
            for one in row.departments.select_related("owner", "acknowledged_by")
        ]
    }


def confirmations(request, row: Campaign) -> dict:
    return {
        "rows": row.confirmations.filter(is_valid=True).select_related("by"),
        "deviations": row.deviations.select_related("by"),
        "latest": readiness.latest_confirmation(row),
        "is_late": readiness.is_late(row) and row.rules_confirmed_at is None,
    }


def costs(request, row: Campaign) -> dict:
    page = find("campaign-cost")
    may = page.is_open_to(request.user)
    return {"rows": [(cost, page.get_url(cost) if may else "") for cost in row.costs.all()]}


def changes(request, row: Campaign) -> dict:
    return {
        "rows": [
            (change, [(field_label(name), said(before), said(after)) for name, (before, after) in change.diff.items()])
            for change in row.changes.select_related("by")
        ]
    }


def issues(request, row: Campaign) -> dict:
    page = find("campaign-solve")
    may = page.is_open_to(request.user)
    rows = row.issues.select_related("found_by", "solved_by")[:50]
    return {"rows": [(issue, page.get_url(issue) if may and not issue.solved_at else "") for issue in rows]}


def checks(request, row: Campaign) -> dict:
    return {"rows": row.checks.select_related("by")[:60]}


def board(request, row: Campaign) -> dict:
    drawn = figures.board(row)
    total, days, hours = drawn.total, list(drawn.days.values()), [drawn.hours[hour] for hour in sorted(drawn.hours)]
    return {
        "board": drawn, "total": total, "days": days[::-1][:31], "hours": hours, "tiles": _tiles(row, drawn),
        "by_day": charts.line(_("Visitors and orders by day"), [one.label for one in days], [
            (_("Visitors"), [one.visitors for one in days]),
            (_("Carts"), [one.carts for one in days]),
            (_("Orders"), [one.orders for one in days]),
        ]),
        "sales": charts.line(_("Sales by day against the goal, yuan"), [one.label for one in days], _against_goal(row, days)),
        "slow": figures.slow_movers(row), "stock": sorted(preflight.stock_by_product(row).items(), key=lambda one: one[1])[:8],
    }  # fmt: skip


def _against_goal(row: Campaign, days) -> list:
    """Sales added up, and the line on which they would reach the goal."""
    length = max((row.ends_at - row.starts_at).days, 1)
    summed, so_far = [], 0
    for one in days:
        so_far += one.sales_fen
        summed.append(so_far / 100)
    goal = [round(row.goal_sales_fen / 100 * min(place + 1, length) / length) for place in range(len(days))]
    return [(_("Sales amount"), summed), (_("Goal"), goal)]


def _tiles(row: Campaign, drawn: figures.Board) -> list[dict]:
    """(label, value, whether money, per cent of the goal)."""
    total = drawn.total

    def share(value, goal):
        return round(100 * float(value) / float(goal)) if goal else None

    return [
        {"label": _("Page views"), "value": total.views},
        {"label": _("Visitors"), "value": total.visitors},
        {"label": _("Put into carts"), "value": total.carts},
        {"label": _("Orders"), "value": total.orders, "share": share(total.orders, row.goal_orders)},
        {"label": _("Sales amount"), "fen": total.sales_fen, "share": share(total.sales_fen, row.goal_sales_fen)},
        {
            "label": _("Conversion"), "value": "—" if total.conversion is None else f"{total.conversion:g} %",
            "share": share(total.conversion or 0, row.goal_conversion),
        },
    ]  # fmt: skip
