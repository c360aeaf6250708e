"""What must hold of stores, read-only."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Check
from microstore.stores.models import Page, PageRevision, Store
from microstore.stores.services import pages, stores


@Check.register("S1", _("one open official store stands at the root address"))
def root_store():
    if Store.objects.exists() and not Store.objects.default().open().exists():
        yield "no open store at /"


@Check.register("S2", _("every open store has its licences in force and a published home page"))
def open_stores_are_licensed():
    for store in Store.objects.open():
        for gap in stores.missing(store):
            yield f"{store.code}: {gap}"


@Check.register("S3", _("a page that was published has exactly one live revision"))
def pages_have_one_live_revision():
    live = Count("revisions", filter=Q(revisions__state=PageRevision.State.PUBLISHED))
    for page in Page.objects.annotate(live_count=live).filter(version__gt=0).exclude(live_count=1):
        yield f"page {page.pk}: {page.live_count} live revisions"


@Check.register("7", _("no published page carries a blocked term"))
def live_pages_are_lawful():
    for revision in PageRevision.objects.filter(state=PageRevision.State.PUBLISHED).select_related("page__store"):
        verdict = pages.judge(revision.blocks)
        if verdict.is_blocked:
            yield f"{revision.page.store.code}/{revision.page.slug}: {', '.join(hit.text for hit in verdict.hits if hit.level == 'block')}"
