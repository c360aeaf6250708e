"""Create or edit one row of master data."""

from django.forms import ModelForm

from microstore.core.pages import registry, seen
from microstore.core.pages.acting import Asking


class FormPage(Asking):
    """``save`` calls ONE service and returns the row. An address with a row edits it, one without creates.

    ``back`` is the detail page that shows the result; without it the page returns to itself.
    """

    template = "backoffice/form.html"
    fragment = "backoffice/_form.html"
    message = ""

    def save(self, form, by):
        raise NotImplementedError

    def is_edit(self) -> bool:
        return bool(registry.parameters(self.url))

    def row_or_none(self, kwargs):
        self.row = self.get_row(**kwargs) if self.is_edit() else None
        return self.row

    def form_kwargs(self, row):
        return {"instance": row} if row is not None and issubclass(self.form_class, ModelForm) else {}

    def back_url(self, row):
        if row is None and self.back is not None and registry.parameters(self.back.url):
            return self.list_url()
        return super().back_url(row)

    def list_url(self):
        above = self.back.list_page() if hasattr(self.back, "list_page") else None
        return above.get_url() if above else "/backoffice/"

    def crumbs(self, row=None):
        if row is None and self.back is not None and registry.parameters(self.back.url):
            return self.back(request=self.request).crumbs()
        return super().crumbs(row)

    def seal(self, row, form):
        return seen.seal(seen.values_of(self.unbound(row)) if row is not None else {})

    def unbound(self, row):
        return self.build_form(row, initial=self.initial(row))

    def get(self, request, **kwargs):
        row = self.row_or_none(kwargs)
        return self.ask(row, self.unbound(row))

    def post(self, request, **kwargs):
        row = self.row_or_none(kwargs)
        changed = seen.differences(request.POST.get("seen", ""), seen.values_of(self.unbound(row))) if row is not None else []
        form = self.build_form(row, data=request.POST, files=request.FILES, initial=self.initial(row))
        if changed and form.is_valid() and not form.has_changed():  # sent twice, or two of one mind
            return self.leave(self.done_url(row), self.done_message(row))
        if changed:
            return self.changed_answer(row, form, changed)
        if not form.is_valid():
            return self.ask(row, form, status=422)
        saved, trouble = self.do(row, form, lambda: self.save(form, request.user))
        return trouble or self.leave(self.done_url(saved), self.done_message(saved))

    def done_url(self, row) -> str:
        return self.back.get_url(row if registry.parameters(self.back.url) else None) if self.back else self.request.path

    def done_message(self, row) -> str:
        from django.utils.translation import gettext as _

        return self.message or _("%(row)s saved.") % {"row": row}
