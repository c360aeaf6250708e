"""What customers read of the warehouse's books."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from inventory.models import Batch
from microstore.core.access import open_to
from microstore.core.pages.papers import hand_out


@open_to("public")
@require_safe
def report(request, pk: int):
    """The inspection report of a batch, once customers may have the batch; 404 before, and for a batch without one."""
    batch = get_object_or_404(Batch.objects.select_related("report"), pk=pk)
    return hand_out(batch.report if batch.is_released else None)
