"""What marketing asks others to allow (duties M2, M6, O6)."""

from django.utils.translation import gettext_lazy as _

from marketing.campaign_norms import LARGE_BUDGET
from marketing.services import plans
from marketing.services.campaigns import deciding
from marketing.words import steps_words
from microstore.core import approvals
from microstore.core.clock import SHANGHAI
from microstore.core.money import format_yuan


def _moment(at) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def describe(campaign, approval) -> list[tuple]:
    """All that the decision binds."""
    rules = [*(f"{row.name}: {', '.join(steps_words(row))}" for row in campaign.promotions.all()),
             *(f"{row.name}: {format_yuan(row.off_fen)} × {row.quota}" for row in campaign.coupon_kinds.all())]  # fmt: skip
    words = ", ".join(dict.fromkeys(hit["text"] for hit in campaign.hits)) or "—"
    last = campaign.changes.first()
    changed = ", ".join(last.diff) if last else ""
    return [
        (_("Aim"), campaign.aim),
        (_("Goals"), _("sales %(sales)s, %(orders)s orders, conversion %(conversion)s %%, %(new)s new customers") % {
            "sales": format_yuan(campaign.goal_sales_fen), "orders": campaign.goal_orders, "conversion": campaign.goal_conversion,
            "new": campaign.goal_new_customers,
        }),
        (_("For whom"), f"{campaign.get_segment_display()} · {campaign.audience}"),
        (_("Stores"), ", ".join(str(store) for store in campaign.stores.all())),
        (_("Schedule"), f"{_moment(campaign.starts_at)} – {_moment(campaign.ends_at)}"),
        (_("Rules"), "; ".join(rules)),
        (_("Budget"), format_yuan(campaign.budget_fen)),
        (_("Text of the page"), campaign.content),
        (_("Remarks of the scan"), words),
        (_("Stock"), campaign.stock_plan),
        (_("Risk"), campaign.risk),
        *([(_("Changed since the last decision"), changed)] if changed else []),
    ]  # fmt: skip


class Decision:
    describe = staticmethod(describe)

    @staticmethod
    def yes(campaign, approval):
        deciding.granted(campaign, approval)

    @staticmethod
    def no(campaign, approval):
        deciding.rejected(campaign, approval)


@approvals.kind("campaign.approve", permission="marketing.approve_campaign")
class Approve(Decision):
    """Operations decides."""

    label = _("Approve a campaign")


@approvals.kind("campaign.large", permission="marketing.approve_large_campaign")
class ApproveLarge(Decision):
    """The director decides on a large budget."""

    label = _("Approve a campaign with a large budget")

    @staticmethod
    def describe(campaign, approval):
        return [*describe(campaign, approval), (_("Large from"), format_yuan(LARGE_BUDGET.value))]


@approvals.kind("campaign.texts", permission="marketing.read_campaign")
class Texts(Decision):
    """Quality reads what the scanner stumbled over."""

    label = _("Read the text of a campaign")

    @staticmethod
    def yes(campaign, approval):
        deciding.approve(campaign, approval)


@approvals.kind("plan.approve", permission="marketing.approve_marketingplan")
class ApprovePlan:
    """Operations decides on the month."""

    label = _("Approve a marketing plan")

    @staticmethod
    def yes(plan, approval):
        plans.decided(plan, approval, yes=True)

    @staticmethod
    def no(plan, approval):
        plans.decided(plan, approval, yes=False)

    @staticmethod
    def describe(plan, approval):
        activities = "; ".join(f"{row.name} {format_yuan(row.budget_fen)}" for row in plan.activities.all())
        return [
            (_("Month"), str(plan)), (_("Target customers"), plan.customers), (_("Channels"), plan.channels),
            (_("Budget"), format_yuan(plan.budget_fen)), (_("Activities"), activities),
        ]  # fmt: skip
