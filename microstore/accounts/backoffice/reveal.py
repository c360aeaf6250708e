"""Look at masked data: a reason first, a line in the timeline, and a number of looks a day."""

from django.utils.translation import gettext_lazy as _

from microstore.accounts.services import reveals
from microstore.core.pages import ActionPage, ReasonForm


class RevealPage(ActionPage):
    """Departments name ``url``, ``name``, ``model``, ``lookup``, ``back`` and what ``shown`` returns.

    ``shown(row)`` → [(field name, label, value)]. The page answers the values once and keeps them nowhere.
    """

    title = _("Show personal data")
    permission = "accounts.reveal_customer"
    form_class = ReasonForm
    icon = "eye"
    submit_label = _("Show the data")

    def shown(self, row) -> list[tuple[str, str, str]]:
        raise NotImplementedError

    def post(self, request, **kwargs):
        row = self.get_row(**kwargs)
        form = self.build_form(row, data=request.POST)
        if not form.is_valid():
            return self.ask(row, form, status=422)
        values = self.shown(row)
        __, trouble = self.do(row, form, lambda: self.note(row, values, form.cleaned_data["reason"]))
        return trouble or self.answer(row, values)

    def note(self, row, values, reason):
        reveals.reveal(row, [field for field, __, __ in values], by=self.request.user, reason=reason)

    def answer(self, row, values):
        facts = [(label, value) for __, label, value in values]
        left = reveals.left_today(self.request.user)
        response = self.draw(
            "accounts/backoffice/revealed.html", {"row": row, "facts": facts, "left": left, "back_url": self.back_url(row)}
        )
        response.headers["Cache-Control"] = "no-store"
        return response
