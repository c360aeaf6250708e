"""An act on one row: its own page that asks, calls one service, and tells."""

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.core.errors import Changed
from microstore.core.pages import seen
from microstore.core.pages.acting import Asking
from microstore.core.pages.page import wants_fragment


class ReasonForm(forms.Form):
    """The reason a decision is kept with."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Kept in the timeline with your name.")
    )


class NothingToAsk(forms.Form):
    """A form of a button alone."""


class ActionPage(Asking):
    """``is_open`` says whether the act is offered, ``perform`` calls ONE service and returns the sentence to show.

    ``move`` names a move of the row's flow; then the act is open exactly when the move is.
    """

    template = "backoffice/action.html"
    fragment = "backoffice/_action.html"
    form_class = NothingToAsk
    icon = ""
    move = ""
    closed_reason = _("This is not possible in the present state.")

    def is_open(self, row, user) -> bool:
        return row.is_open(self.move) if self.move else True

    def perform(self, row, form, by) -> str:
        raise NotImplementedError

    def build_form(self, row, **bound):
        self.form_class = self.form_class or NothingToAsk
        return super().build_form(row, **bound)

    def seal(self, row, form):
        return seen.seal(seen.states_of(row))

    def get(self, request, **kwargs):
        row = self.get_row(**kwargs)
        if not self.is_open(row, request.user):
            return self.closed(row)
        return self.ask(row, self.build_form(row, initial=self.initial(row)))

    def post(self, request, **kwargs):
        row = self.get_row(**kwargs)
        form = self.build_form(row, data=request.POST, files=request.FILES)
        if not self.is_open(row, request.user):
            return self.closed(row)
        if changed := seen.differences(request.POST.get("seen", ""), seen.states_of(row)):
            return self.changed_answer(row, form, changed)
        if not form.is_valid():
            return self.ask(row, form, status=422)
        message, trouble = self.do(row, form, lambda: self.perform(row, form, request.user))
        return trouble or self.leave(self.back_url(row), message)

    def closed(self, row):
        template = "backoffice/_closed.html" if wants_fragment(self.request) else "backoffice/closed.html"
        return self.draw(template, {"row": row, "refusal": str(Changed(self.closed_reason)), "back_url": self.back_url(row)}, status=409)
