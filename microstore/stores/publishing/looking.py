"""The monthly look at a page: what somebody found, beside what was measured at that moment (duty D6)."""

from django.db import transaction
from django.utils.translation import gettext as _

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.stores.models import Page, PageReview
from microstore.stores.publishing import measuring
from microstore.stores.publishing.events import PageLookedThrough


@transaction.atomic
def keep(page: Page, *, layout: str, colour: str, speed: str, next_step: str = "", by) -> PageReview:  # noqa: PLR0913
    """Refuses a page that nobody can see."""
    live = page.live
    if live is None:
        raise Refused(_("This page is not published yet."))
    weight = measuring.of(live)
    facts = {name: getattr(weight, name) for name in ("html_bytes", "picture_bytes", "requests", "server_ms")}
    said = {"layout": layout, "colour": colour, "speed": speed, "next_step": next_step}
    row = PageReview.objects.create(page=page, by=by, at=clock.now(), facts=facts, **said)
    publish(PageLookedThrough(page.pk), about=page, by=by)
    return row
