"""Fields whose words are read by the law while they are written."""

from django.forms.widgets import Script
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from microstore.compliance.scanner import Subject
from microstore.compliance.services import door

KINDS = [
    ("listing", _("Product page")), ("advert", _("Advert")), ("promo", _("Promotion tag")), ("sms", _("Text message")),
    ("script", _("Service script")), ("knowledge", _("Health knowledge")), ("policy", _("Policy or help"))]


class Scanned:
    """For forms: ``scan_fields`` are underlined while people write, and told beside the field.

    ``scan_from`` names fields of the same form that say more: ``kind``, ``goods``, ``functions``, ``name`` (of the certificate).
    With ``scan_refuses`` the form itself does not accept what is blocked, and says so at the field; others save it as a draft."""

    scan_kind = "listing"
    scan_goods = "health_food"
    scan_fields: tuple[str, ...] = ()
    scan_from: dict[str, str] = {}
    scan_refuses = False

    class Media:
        js = [Script("js/office/claims.js", defer=True)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark_scanned(self.scan_fields)

    def mark_scanned(self, names) -> None:
        """Forms that add fields later name them here."""
        more = {f"data-scan-{what}-from": self.add_prefix(field) for what, field in self.scan_from.items()}
        marks = {"data-scan": self.scan_kind, "data-scan-goods": self.scan_goods, "data-scan-url": scan_url(), **more}
        for name in names:
            if name in self.fields:
                self.fields[name].widget.attrs |= marks

    def clean(self):
        cleaned = super().clean()
        given = self.cleaned_data if cleaned is None else cleaned
        texts = {name: str(given[name]) for name in self.scan_fields if given.get(name)}
        verdict = door.read(texts, Subject(self.scan_goods), kind=self.scan_kind) if self.scan_refuses else None
        for hit in verdict.hits if verdict else ():
            if hit.level == "block":
                self.add_error(hit.field, _("“%(text)s”: %(reason)s (%(law)s). Suggestion: %(suggestion)s") % vars(hit))
        return cleaned


def scan_url() -> str:
    try:
        return reverse("backoffice:text-scan")
    except NoReverseMatch:  # forms read before the pages are declared, as in a migration
        return ""
