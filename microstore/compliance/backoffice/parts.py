"""A panel for pages of other departments: what the law says of a text where it stands, and a way to have a doubtful wording excused."""

from django.utils.translation import gettext_lazy as _

from microstore.compliance.publishing import place_of
from microstore.compliance.services import door
from microstore.compliance.showing import advice, fields_of
from microstore.core.pages import Panel


def scanned(request, row) -> dict:
    place = place_of(row)
    texts = place.texts(row)
    verdict = door.read(texts, place.subject(row), kind=place.kind, at=(place.code, row.pk))
    labels = {name: place.field_label(row, name) for name in texts}
    codes = place.subject(row).functions
    return {
        "fields": [(labels[name], parts, [advice(hit, codes) for hit in hits]) for name, parts, hits in fields_of(texts, verdict.hits)],
        "version": verdict.version, "place": place.code, "may_excuse": request.user.has_perm("compliance.add_exemption"),
    }  # fmt: skip


def scan_panel() -> Panel:
    """Hung on the detail page of any row whose model is a declared place."""
    return Panel("compliance/backoffice/_stopped.html", _("What the scan says"), context=scanned, is_flush=True)
