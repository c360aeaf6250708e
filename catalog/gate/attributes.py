"""Further facts of a class of goods as fields of a form; they are kept by name in one JSON field of the page."""
from django import forms

from microstore.compliance.goods import Attribute, Kind

PREFIX = "attribute_"


def field_of(attribute: Attribute, stated) -> forms.Field:
    """Never required: what is missing is counted and linked, a draft may be kept without."""
    given = {"label": attribute.label, "required": False, "help_text": attribute.help, "initial": stated}
    if attribute.kind == Kind.CHOICE:
        return forms.ChoiceField(choices=[("", "—"), *attribute.choices], **given)
    if attribute.kind == Kind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=100_000, **given)
    if attribute.kind == Kind.LONG:
        return forms.CharField(max_length=attribute.most, widget=forms.Textarea(attrs={"rows": 3}), **given)
    return forms.CharField(max_length=200, **given)


def given_in(cleaned: dict) -> dict:
    """The further facts of a valid form."""
    return {
        name.removeprefix(PREFIX): "" if value is None else value for name, value in cleaned.items() if name.startswith(PREFIX)}
