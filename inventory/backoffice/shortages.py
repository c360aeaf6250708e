"""Promises whose stock was lost: each needs goods or a word with the customer."""

from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from inventory.filters import ShortageFilter
from inventory.models import Reservation, ReservationState
from inventory.tables import ShortageTable
from microstore.core.declarations import Department
from microstore.core.pages import ListPage, Menu, Queue, declare_queue
from microstore.core.pages.page import may_open

DECIDES = "inventory.hold_batch"
"""Who holds batches answers for the orders that lose their goods by it."""


def shortages(user) -> int:
    return Reservation.objects.filter(state=ReservationState.SHORT).count() if may_open(user, DECIDES) else 0


def document_of(row) -> str:
    """The search opens a document by its number, for those who may see it."""
    return f"{reverse('backoffice:search')}?{urlencode({'q': row.reference, 'open': 1})}"


class ShortageList(ListPage):
    url = "inventory/shortages/"
    name = "shortages"
    title = _("Orders short of stock")
    permission = "inventory.view_stock"
    menu = Menu(Department.WAREHOUSE, icon="alert", position=35, count=shortages)
    model = Reservation
    table_class = ShortageTable
    filterset_class = ShortageFilter
    search_fields = ("^reference", "=sku__code", "sku__product__name")
    search_hint = _("Document, SKU or product")
    keyset = ("created_at", "id")
    export_name = "shortages"
    row_url = staticmethod(document_of)
    empty_text = _("Every promised unit has goods behind it.")

    def get_queryset(self):
        return Reservation.objects.filter(state=ReservationState.SHORT).select_related("sku__product")


declare_queue(
    Queue(
        "inventory.short", _("Orders short of stock"), DECIDES, shortages, reverse_lazy("backoffice:shortages"), icon="alert", position=39,
        department=Department.WAREHOUSE,
    )  # fmt: skip
)
