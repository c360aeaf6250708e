"""Uses of the library on store pages and in design requests."""

from django.urls import reverse

from microstore.core.sentences import gettext as _
from microstore.stores.assets import flags, uses
from microstore.stores.assets.uses import Use
from microstore.stores.models import DesignRequest, PageRevision
from microstore.stores.models.design import OPEN
from microstore.stores.services import pages


def on_pages(files):
    """What is live or on its way there. Superseded revisions keep what they showed and do not count."""
    ids = {file.pk for file in files}
    shown = (*PageRevision.PENDING, PageRevision.State.PUBLISHED)
    for revision in PageRevision.objects.filter(state__in=shown).select_related("page__store").order_by("pk"):
        for found in sorted(ids & flags.files_in(revision.blocks)):
            is_live = revision.state == PageRevision.State.PUBLISHED
            word = revision.get_state_display()
            yield Use(
                "stores.page", f"{revision.page} · {word}", reverse("backoffice:store-page", args=[revision.page_id]), found, is_live,
                row=revision.page, store=revision.page.store,
            )  # fmt: skip


def put_into_draft(use: Use, old, new, by) -> None:
    """The page's draft shows the new file; customers see it once the draft is approved."""
    pages.swap_files(use.row, {file.pk for file in old}, new.pk, by=by)


def in_requests(files):
    ids = [file.pk for file in files]
    rows = DesignRequest.objects.filter(state__in=OPEN, assets__versions__file__in=ids).distinct()
    for row in rows.order_by("pk"):
        yield Use("stores.design", _("Request %(number)s") % {"number": row.number}, row.get_absolute_url(), ids[0], False, row=row)


uses.declare("stores.page", find=on_pages, replace=put_into_draft)
uses.declare("stores.design", find=in_requests, replace=lambda use, old, new, by: None)
