"""Words for what was changed."""

from django.utils.translation import gettext as _

from marketing.models import Campaign
from microstore.core.money import format_yuan


def field_label(name: str) -> str:
    """``starts_at`` → its name; ``rule PR…`` → the number of the rule."""
    if name.startswith("rule "):
        return _("Rule %(code)s") % {"code": name[5:]}
    if name == "costs":
        return _("Costs")
    return str(Campaign._meta.get_field(name).verbose_name)


def said(value) -> str:
    """A value of the diff as people read it."""
    if value is None:
        return "—"
    if isinstance(value, dict):
        return ", ".join(f"{name} {said(part)}" for name, part in value.items() if part not in ([], None, "", False))
    if isinstance(value, list):
        return ", ".join(said(part) for part in value)
    if isinstance(value, int) and value >= 1000:
        return format_yuan(value)
    return str(value)
