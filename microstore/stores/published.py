"""Texts of the stores' pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.compliance.publishing import PublishedTexts, place
from microstore.compliance.services import naming
from microstore.stores import block_registry
from microstore.stores.models import Page, PageRevision, Store
from microstore.stores.services import pages


@place
class StorePages(PublishedTexts):
    """The blocks of every published page."""

    code = pages.PLACE
    label = _("Store page")
    model = Page
    permission = "stores.change_page"

    def live(self):
        return Page.objects.filter(revisions__state=PageRevision.State.PUBLISHED).select_related("store")

    def texts(self, row):
        live = row.live
        return pages.texts_of(live.blocks) if live else {}

    def draft(self, row):
        draft = row.draft or row.live
        return pages.texts_of(draft.blocks) if draft else {}, pages.READERS

    def subject(self, row):
        return pages.READERS

    def url(self, row):
        return reverse("backoffice:store-page", args=[row.pk])

    def field_label(self, row, name):
        block_id, field = name.split(".", 1)
        each = next((one for one in (row.live.blocks if row.live else []) if one["id"] == block_id), None)
        kind = block_registry.kinds.get(each["kind"]) if each else None
        return f"{kind.label} · {kind.form_class.base_fields[field].label}" if kind else name

    def withdraw(self, row, reason, fields):
        pages.withdraw_texts(row, fields, reason=reason)
        return _("The page stands without these blocks.")


@place
class StoreNames(PublishedTexts):
    """What every page of a store says of itself; a person changes it."""

    code = "stores.store"
    label = _("Store name")
    model = Store
    permission = "stores.view_store"

    def live(self):
        return Store.objects.exclude(state=Store.State.CLOSED)

    def texts(self, row):
        return {"name": row.name, "service_hours": row.service_hours, "service_hours_en": row.service_hours_en}

    def subject(self, row):
        return naming.of_shelves()

    def url(self, row):
        return reverse("backoffice:store", args=[row.pk])
