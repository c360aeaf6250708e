"""The movement ledger: read only."""

from django.utils.translation import gettext_lazy

from inventory.filters import MovementFilter
from inventory.models import Movement
from inventory.tables import MovementTable
from microstore.core.declarations import Department
from microstore.core.pages import ListPage, Menu


class MovementList(ListPage):
    url = "inventory/movements/"
    name = "movements"
    title = gettext_lazy("Stock ledger")
    permission = "inventory.view_movement"
    menu = Menu(Department.WAREHOUSE, icon="history", position=50)
    model = Movement
    table_class = MovementTable
    filterset_class = MovementFilter
    search_fields = ("=reference", "=sku__code", "=batch__number")
    search_hint = gettext_lazy("Document, SKU or batch number")
    keyset = ("-at", "-id")
    export_name = "movements"

    def get_queryset(self):
        return Movement.objects.select_related("sku", "batch", "bin", "by")
