"""Texts under four eyes, as one person writes them: a draft, handed in, withdrawn. Another decides about them among the approvals.

``texts`` is the service of a kind of text, with ``write``, ``submit`` and ``withdraw``.
"""

from django.utils.translation import gettext_lazy as _

from microstore.core.pages import ActionPage, DetailPage, FormPage, ReasonForm, View

VIEWS = [
    View("published", _("Published"), "state=published"),
    View("drafts", _("Drafts"), "state=draft"),
    View("waiting", _("Waiting for approval"), "state=submitted"),
]


class TextDetail(DetailPage):
    """``edit`` is the page on which it is written, offered while that is possible."""

    edit: type[FormPage]

    def is_writable(self, row) -> bool:
        return row.state == row.State.DRAFT

    def links(self, row):
        may = self.request.user.has_perm(self.edit.permission) and self.is_writable(row)
        return [(self.edit.title, self.edit.get_url(row), "edit")] if may else []


class TextForm(FormPage):
    """A new draft, or one that is written on."""

    texts = None

    def get_queryset(self):
        return super().get_queryset().filter(state=self.model.State.DRAFT)

    def save(self, form, by):
        return self.texts.write(form.instance, by=by)


class HandIn(ActionPage):
    title = _("Hand in")
    texts = None

    def perform(self, row, form, by):
        self.texts.submit(row, by=by)
        return _("Handed in. Somebody else approves it.")


class Withdraw(ActionPage):
    title = _("Withdraw")
    tone = "danger"
    form_class = ReasonForm
    texts = None

    def perform(self, row, form, by):
        self.texts.withdraw(row, reason=form.cleaned_data["reason"], by=by)
        return _("The shop no longer shows it.")
