"""What after-sales shows on pages of lower departments."""

from django.utils.translation import gettext_lazy as _

from customerservice.models import AftersaleCase
from inventory.backoffice.returning import ReturnDetail
from microstore.core.pages import Panel
from orders.backoffice.money import RefundDetail
from orders.backoffice.orders import OrderDetail

SEE = "customerservice.view_aftersalecase"


def _of_order(request, row) -> dict:
    return {"cases": list(row.aftersales.order_by("-pk"))}


def _of_refund(request, row) -> dict:
    parts = row.parts.select_related("line").order_by("line__position", "unit", "kind")
    return {"case": AftersaleCase.objects.filter(number=row.reference).first(), "parts": list(parts)}


def _of_return(request, row) -> dict:
    return {"cases": list(AftersaleCase.objects.visible_to(request.user).filter(number=row.reference).select_related("order"))}


CASES = "customerservice/backoffice/aftersales/_cases.html"
OrderDetail.panels.append(
    Panel(CASES, _("After-sales"), context=_of_order, permission=SEE, is_shown=lambda row: row.aftersale_state != "none", is_flush=True)
)
RefundDetail.panels.append(
    Panel(
        "customerservice/backoffice/aftersales/_refunded.html", _("Case and units"), context=_of_refund,
        is_shown=lambda row: bool(row.reference), is_flush=True,
    )
)  # fmt: skip
ReturnDetail.panels.append(Panel(CASES, _("After-sales"), context=_of_return, permission=SEE, is_flush=True))
