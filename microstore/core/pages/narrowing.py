"""How the filters of a list are drawn."""

from django.forms import CheckboxInput, DateField, DateTimeField, NullBooleanSelect, Select, SelectMultiple
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django_filters.widgets import BooleanWidget


def drawn(field):
    """A filter field with the classes of the kit; both ends of a range carry the label."""
    widget = field.field.widget
    if isinstance(widget, SelectMultiple):
        return _ticks(field)
    if isinstance(widget, BooleanWidget):
        widget.choices = [("", _("Any")), *list(widget.choices)[1:]]
    elif isinstance(widget, NullBooleanSelect):
        widget.choices = [("unknown", _("Any")), *list(widget.choices)[1:]]
    parts = getattr(widget, "widgets", [widget])
    for part, kind in zip(parts, getattr(field.field, "fields", [field.field]), strict=False):
        if isinstance(kind, DateField | DateTimeField):
            part.input_type, part.format = "date", "%Y-%m-%d"
    css = "form-select" if isinstance(widget, Select) else "form-check-input" if isinstance(widget, CheckboxInput) else "form-control"
    said = {"aria-label": str(field.label)} if len(parts) > 1 else {}
    drawn = field.as_widget(attrs={"class": css, **said})
    return format_html('<span class="range">{}</span>', drawn) if len(parts) > 1 else drawn


def _ticks(field):
    """A choice of several folds into one line: what is chosen, and behind it a box for each."""
    chosen = {str(value) for value in field.value() or []}
    choices = [(str(value), label, "checked" if str(value) in chosen else "") for value, label in field.field.choices]
    said = ", ".join(str(label) for _value, label, is_on in choices if is_on) or _("Any")
    boxes = format_html_join("", '<label><input class="tick" type="checkbox" name="{}" value="{}" {}>{}</label>', (
        (field.html_name, value, is_on, label) for value, label, is_on in choices))  # fmt: skip
    return format_html(
        '<details class="pop-menu pick" id="{}"><summary class="form-select"><span class="visually-hidden">{}: </span>'
        '<span data-said="{}">{}</span></summary><div class="menu" role="group" aria-label="{}">{}</div></details>',
        field.auto_id, field.label, _("Any"), said, field.label, boxes,
    )  # fmt: skip
