"""The timeline of a row: what happened, and what people wrote about it."""

import re
from itertools import groupby

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from microstore.core import clock
from microstore.core.events import kinds, note
from microstore.core.models import Event

SHOWN = 60
MENTION = re.compile(r"@([\w.\-]{2,150})")
FILTERS = ("all", "people", "system", "customer")

on_mention = []
"""Functions ``(user, row, text, by, url)`` called in the note's transaction for each colleague named in it."""


def is_for_customer(event) -> bool:
    return bool(event.facts.get("for_customer")) or getattr(kinds.get(event.name), "visible_to_customer", False)


def filtered(events, chosen):
    if chosen == "people":
        return events.filter(by__isnull=False)
    if chosen == "system":
        return events.filter(by__isnull=True)
    return events


def entries(rows, chosen="all") -> list[Event]:
    """The newest events of ``rows`` with what the template shows of each."""
    found = list(filtered(Event.objects.about(*rows), chosen)[:SHOWN])
    return [event for event in found if is_for_customer(event)] if chosen == "customer" else found


def by_day(events):
    """(local day, events) newest first."""
    return [(day, list(those)) for day, those in groupby(events, key=lambda event: timezone.localtime(event.at).date())]


def timeline_context(request, page, row) -> dict:
    chosen = request.GET.get("timeline", "all")
    chosen = chosen if chosen in FILTERS else "all"
    labels = {"all": _("All"), "people": _("By people"), "system": _("System"), "customer": _("Seen by customer")}
    return {
        "timeline": by_day(entries(page.timeline_rows(row), chosen)),
        "timeline_chosen": chosen,
        "timeline_filters": labels.items(),
        "note_url": f"{page.get_url(row)}notes/",
        "customer_may_read_notes": page.customer_may_read_notes,
    }


def mentioned(text) -> list:
    """Active colleagues named by ``@username`` in the text."""
    return list(get_user_model().objects.filter(username__in=set(MENTION.findall(text)), is_staff=True, is_active=True))


def with_mentions(text) -> str:
    """Escaped text with mentions marked and line breaks kept."""
    marked = MENTION.sub(lambda found: format_html('<span class="at">@{}</span>', found.group(1)), conditional_escape(text))
    return mark_safe(marked.replace("\n", "<br>"))


@transaction.atomic
def add(request, detail, row):
    """Write the note of the form, tell those mentioned, and return to the row."""
    text = request.POST.get("text", "").strip()[:2000]
    url = detail.get_url(row)
    if not text:
        messages.error(request, _("The note is empty; nothing was saved."))
        return redirect(url)
    for_customer = detail.customer_may_read_notes and request.POST.get("audience") == "customer"
    note(row, text, by=request.user, for_customer=for_customer)
    for colleague in mentioned(text):
        for tell in on_mention:
            tell(colleague, row, text, request.user, url)
    messages.success(request, _("Note saved."))
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.headers.get("HX-Request") else redirect(f"{url}#timeline")


def day_label(day) -> str:
    """Today and yesterday by name."""
    days = (clock.today() - day).days
    return _("Today") if days == 0 else _("Yesterday") if days == 1 else ""
