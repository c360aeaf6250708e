"""Ask with a form, do through a service, answer: the part that action pages and form pages share."""

from crispy_forms.helper import FormHelper
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from microstore.core.errors import Changed, Refused
from microstore.core.pages import registry
from microstore.core.pages.page import Page, wants_fragment


def dressed(form):
    """``form`` without a form tag of its own: the page draws tag, token and buttons."""
    form.helper = getattr(form, "helper", None) or FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    return form


class Asking(Page):
    """A page with one form and one act behind it."""

    form_class: type | None = None
    fragment = ""
    submit_label = ""
    tone = "primary"
    back: type | None = None

    def get_row(self, **kwargs):
        """The row named in the address; a stranger's row is not found."""
        named = kwargs.get(self.lookup, next(iter(kwargs.values()), None))
        return get_object_or_404(self.get_queryset(), **{self.lookup: named})

    def form_kwargs(self, row) -> dict:
        """Further arguments of the form, such as the row or the person."""
        return {}

    def initial(self, row) -> dict:
        return {}

    def facts(self, row) -> list[tuple[str, str]]:
        """What the person must see before they decide: (label, value)."""
        return []

    def warnings(self, row) -> list[str]:
        """Sentences shown above the form."""
        return []

    def build_form(self, row, **bound):
        return dressed(self.form_class(**bound, **self.form_kwargs(row)))

    def back_url(self, row) -> str:
        if self.back is None:
            return "/backoffice/"
        return self.back.get_url(row if registry.parameters(self.back.url) else None)

    def crumbs(self, row=None):
        return [*self.back(request=self.request).crumbs(row), (self.back_label(row), self.back_url(row))] if self.back else []

    def back_label(self, row) -> str:
        return str(row) if row is not None and registry.parameters(self.back.url) else self.back.title

    def ask(self, row, form, *, status=200, refusal="", changed=()):
        template = self.fragment if wants_fragment(self.request) else self.template
        return self.draw(
            template,
            {
                "row": row,
                "form": form,
                "refusal": refusal,
                "changed": changed,
                "seen": self.seal(row, form),
                "facts": self.facts(row),
                "warnings": self.warnings(row),
                "back_url": self.back_url(row),
                "submit_label": self.submit_label or self.title,
            },
            status=status,
        )

    def do(self, row, form, act):
        """Run ``act`` in one transaction. A refusal leaves nothing changed and comes back as an alert."""
        try:
            with transaction.atomic():
                done = act()
        except Changed as refusal:
            return None, self.ask(row, form, status=409, refusal=str(refusal))
        except Refused as refusal:
            return None, self.ask(row, form, status=422, refusal=str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return None, self.ask(row, form, status=422)
        return done, None

    def leave(self, url, message):
        if message:
            messages.success(self.request, message)
        if wants_fragment(self.request):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return redirect(url)

    def changed_answer(self, row, form, changed):
        """Somebody else was faster: 409, what differs, and the form again with the new state."""
        columns = {field.name: str(field.verbose_name) for field in row._meta.fields}
        labels = [str(form[name].label) if name in form.fields else columns.get(name) for name in changed]
        form.data = form.data.copy()
        return self.ask(row, form, status=409, changed=list(filter(None, labels)) or [_("this record")])
