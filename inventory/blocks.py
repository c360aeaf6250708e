"""A block of store pages: the batches that came in last."""

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from catalog.models import Listing
from inventory.models import Batch
from inventory.models.batch import SELLABLE, HoldState
from microstore.stores.block_registry import BlockForm, block

LOOKED_THROUGH = 60


class NewBatchesForm(BlockForm):
    title = forms.CharField(label=_("Title"), max_length=20)
    note = forms.CharField(label=_("Line beside the title"), max_length=40, required=False)
    most = forms.IntegerField(label=_("How many"), min_value=3, max_value=10, initial=5)
    scanned = ("title", "note")


@block("new_batches", _("New batches"), NewBatchesForm, icon="layers")
def new_batches(request, data) -> str:
    """Goods whose batch was released last, one batch each, that this store sells. Two queries."""
    newest = {}
    released = Batch.objects.filter(state__in=SELLABLE, hold_state=HoldState.FREE).order_by("-pk")
    for batch in released.only("sku_id", "number", "made_on", "expires_on")[:LOOKED_THROUGH]:
        newest.setdefault(batch.sku_id, batch)
    listings = Listing.objects.on_sale(request.store).filter(sku__in=newest, in_stock=True)
    rows = sorted(((newest[row.sku_id], row) for row in listings), key=lambda pair: -pair[0].pk)[: data.get("most") or 5]
    return render_to_string("stores/storefront/blocks/new_batches.html", {"data": data, "rows": rows}, request)
