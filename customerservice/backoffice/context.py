"""The customer's facts beside the conversation. Other departments' pages append their panels to ``panels``."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import Listing
from catalog.services import related
from customerservice.models import Conversation
from customerservice.services.conversations import handing, reading
from logistics.carriers.detect import carrier_names
from logistics.models import Shipment
from microstore.accounts import masking
from microstore.core.pages import Panel
from orders.models import Order

SHOWN = 5


def customer(request, row: Conversation) -> dict:
    if row.customer is None:
        return {"name": "", "phone": ""}
    consents = [consent for consent in row.customer.consents.all()[:20] if consent.withdrawn_at is None]
    may_reveal = request.user.has_perm("accounts.reveal_customer")
    return {
        "name": masking.name(str(row.customer)), "phone": masking.phone(row.customer.phone), "joined_at": row.customer.joined_at,
        "consents": consents, "reveal_url": reverse("backoffice:desk-reveal", args=[row.number]) if may_reveal else "",
    }  # fmt: skip


def product(request, row: Conversation) -> dict:
    """What the talk is about, and whom its label excludes; when it cannot be bought here, what may be taken instead."""
    listing = Listing.objects.filter(store=row.store_id, product=row.about_product).first()
    is_there = bool(listing and listing.is_on and listing.price_fen is not None)
    may_send = request.user.has_perm(handing.RIGHT) and row.is_open("answer") and row.assignee_id in (None, request.user.pk)
    return {
        "product": row.about_product, "revision": row.about_product.live_revision, "listing": listing, "is_there": is_there,
        "named": [(reading.groups()[code].words[1], reading.is_unsuitable(code, row.about_product)) for code in row.groups],
        "others": related.instead_of(listing) if listing and not (is_there and listing.in_stock) else [],
        "may_send": may_send, "token": uuid.uuid4().hex,
    }  # fmt: skip


def orders(request, row: Conversation) -> dict:
    """The newest orders in the stores this person sees, with their parcels."""
    rows = list(Order.objects.of(row.customer).visible_to(request.user).order_by("-placed_at")[:SHOWN])
    parcels, names = {}, carrier_names()
    for parcel in Shipment.objects.filter(order__in=rows).exclude(waybill="").order_by("pk"):
        parcel.carrier_name = names.get(parcel.carrier, parcel.carrier)
        parcels.setdefault(parcel.order_id, []).append(parcel)
    for order in rows:
        order.parcels = parcels.get(order.pk, [])
    return {"orders": rows, "about": row.about_order}


def earlier(request, row: Conversation) -> dict:
    rows = Conversation.objects.visible_to(request.user).filter(customer=row.customer).exclude(pk=row.pk)
    return {"earlier": list(rows.filter(joined_to=None).order_by("-last_at")[:SHOWN])}


def is_known(row: Conversation) -> bool:
    return row.customer_id is not None


panels = [
    Panel("customerservice/backoffice/_cx_customer.html", _("Customer"), customer),
    Panel("customerservice/backoffice/_cx_product.html", _("Product"), product, is_shown=lambda row: row.about_product_id is not None),
    Panel("customerservice/backoffice/_cx_orders.html", _("Orders"), orders, permission="orders.view_order", is_shown=is_known),
    Panel("customerservice/backoffice/_cx_earlier.html", _("Earlier conversations"), earlier, is_shown=is_known),
]


def drawn(request, row: Conversation) -> list[dict]:
    return [panel for panel in (each.for_page(request, row) for each in panels) if panel]
