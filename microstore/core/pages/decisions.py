"""The yes and the no to the approval that waits about a row, on the row's own page."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from microstore.core import approvals
from microstore.core.errors import Refused
from microstore.core.pages.actions import ActionPage, ReasonForm


class Decision(ActionPage):
    """Two pages derive from it, one with ``says_yes = False``. Offered to everybody with the right but who asked; ``said`` ends it.

    ``subject`` is what is decided about: the row itself, or its draft.
    """

    form_class = ReasonForm
    says_yes = True

    def subject(self, row):
        return row

    def waiting(self, row) -> approvals.Approval | None:
        subject = self.subject(row)
        return approvals.waiting_about(subject) if subject else None

    def is_open(self, row, user):
        approval = self.waiting(row)
        return approval is not None and approval.asked_by_id != user.pk

    def facts(self, row):
        """Nothing when somebody else decided meanwhile."""
        approval = self.waiting(row)
        if approval is None:
            return []
        asked = [(_("Asked by"), str(approval.asked_by)), (_("Reason"), approval.reason)]
        return [*asked, *approvals.kinds[approval.kind].describe(self.subject(row), approval)]

    def perform(self, row, form, by):
        approval = self.waiting(row)
        if approval is None:
            raise Refused(gettext("Nothing about this waits for a decision."))
        approvals.decide(approval, yes=self.says_yes, reason=form.cleaned_data["reason"], by=by)
        return self.said(approvals.subject_of(approval))

    def said(self, subject) -> str:
        """The sentence for what became of it."""
        raise NotImplementedError
