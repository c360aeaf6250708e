"""Who decides that a page goes before customers."""

from django.utils.translation import gettext_lazy as _

from microstore.core import approvals
from microstore.core.pages.wording import moment
from microstore.stores.publishing import deciding, differing


@approvals.kind("page.publish", permission="stores.publish_page")
class PublishPage:
    """A draft that was submitted; the yes of somebody else puts it live or schedules it."""

    label = _("Publish a store page")

    @staticmethod
    def yes(draft, approval):
        deciding.approve(draft, by=approval.decided_by, reason=approval.decision_reason or approval.reason)

    @staticmethod
    def no(draft, approval):
        deciding.give_back(draft, by=approval.decided_by, reason=approval.decision_reason or approval.reason)

    @staticmethod
    def describe(draft, approval):
        live = draft.page.live
        changes = differing.between(live.blocks if live else [], draft.blocks)
        said = [f"{change.word}: {change.label}" for change in changes]
        return [
            (_("Page"), str(draft.page)),
            (_("Goes live"), moment(draft.publish_at) or _("With the approval")),
            (_("Data confirmed by"), str(draft.data_by or _("Nobody yet"))),
            (_("Copy confirmed by"), str(draft.copy_by or _("Nobody yet"))),
            (_("What changes"), "; ".join(str(one) for one in said) or _("None")),
        ]
