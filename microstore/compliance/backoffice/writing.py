"""What the law says of words while they are being written. Nothing of it is kept."""

import json

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from microstore.compliance import reference, scanner
from microstore.compliance.classes import ProductClass
from microstore.compliance.norms import SCAN_RATE
from microstore.compliance.scanner.rules import KINDS
from microstore.compliance.showing import advice
from microstore.core.pages import Page
from microstore.core.ratelimit import TooMany, limit

LONGEST, MOST_FIELDS = 10_000, 40
LABELLED = ("suitable_population", "unsuitable_population")  # fields that are read with the label they are shown with


class TextScan(Page):
    """Answers scripts of the back office with marks and a list per field; the same is said on saving without a script."""

    url = "compliance/scan/"
    name = "text-scan"
    title = gettext_lazy("Scan while writing")
    permission = "compliance.scan_text"

    def get(self, request):
        return JsonResponse({"fields": {}})

    def post(self, request):
        try:
            limit(f"scan:{request.user.pk}", SCAN_RATE.value, 60)
        except TooMany as refusal:
            return JsonResponse({"said": str(refusal)}, status=429)
        asked = asked_by(request)
        if asked is None:
            return JsonResponse({"said": _("This could not be read.")}, status=400)
        texts, subject, kind = asked
        return JsonResponse({"fields": {name: told(name, text, subject, kind) for name, text in texts.items()}})


def asked_by(request) -> tuple[dict[str, str], scanner.Subject, str] | None:
    """The texts and what they speak of; None if it is not what our script sends."""
    try:
        given = json.loads(request.body)
        texts, kind, goods = dict(given["texts"]), given.get("kind") or "listing", given.get("goods") or ProductClass.HEALTH_FOOD
        codes, name = tuple(map(str, given.get("functions") or ())), str(given.get("name") or "")[:200]
    except (ValueError, KeyError, TypeError):
        return None
    is_ours = kind in KINDS and goods in ProductClass.values and len(texts) <= MOST_FIELDS
    if not is_ours or not all(isinstance(text, str) for text in texts.values()):
        return None
    is_named = goods == ProductClass.HEALTH_FOOD and name
    return {key: text[:LONGEST] for key, text in texts.items()}, scanner.Subject(goods, codes, (name,) if is_named else ()), kind


def told(name: str, text: str, subject: scanner.Subject, kind: str) -> dict:
    """Marks (start, end, level), the list as HTML, and one sentence for those who do not see it."""
    label = reference.wording(name) if name in LABELLED else ""
    verdict = scanner.scan({name: label + text}, subject, kind=kind)
    found = [advice(hit, subject.functions) for hit in verdict.hits if hit.end > len(label)]
    marks = [[*(_in_script(text, at - len(label)) for at in (one.hit.start, one.hit.end)), one.hit.level] for one in found]
    if not found:
        return {"level": verdict.level, "marks": [], "html": "", "said": _("No term of the list stands in these words.")}
    said = ngettext("%(count)d place the law looks at", "%(count)d places the law looks at", len(found)) % {"count": len(found)}
    html = render_to_string("compliance/backoffice/_told.html", {"rows": list(zip(found, marks, strict=True))})
    return {"level": verdict.level, "marks": marks, "html": html, "said": said}


def _in_script(text: str, at: int) -> int:
    """Scripts count characters beyond the basic plane twice."""
    at = max(0, at)
    return at + sum(letter > "\uffff" for letter in text[:at])
