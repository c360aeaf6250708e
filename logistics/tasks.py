"""Celery shells: talk to the carrier platform, and sweep what a lost message left behind."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from logistics import carriers
from logistics.carriers.base import LabelRequest, Person
from logistics.models import Shipment
from logistics.services import shipping, tracking
from microstore.core import clock
from microstore.core.errors import OutsideFailed, Refused
from microstore.core.tasks import diary

SCHEDULE = {
    "logistics.fetch_waybills": {"task": "logistics.tasks.fetch_waybills", "schedule": 60.0, "label": _("Fetch waybills that wait")},
    "logistics.watch_parcels": {
        "task": "logistics.tasks.watch_parcels", "schedule": 60.0, "label": _("Have parcels watched by the carrier"),
    },
    "logistics.ask_about_silent": {"task": "logistics.tasks.ask_about_silent", "schedule": 300.0, "label": _("Ask about silent parcels")},
}
BATCH = 100
SILENT_AFTER = timedelta(hours=6)
REST_BETWEEN = timedelta(hours=2)  # the platform bills and blocks a number asked about more than once per half hour


@shared_task(queue="outside")
def fetch_waybill(shipment_id: int) -> None:
    """Ask for a number; the shipment's own number makes a repeated request harmless."""
    shipment = Shipment.objects.select_related("order", "warehouse").get(pk=shipment_id)
    if shipment.waybill or shipment.waybill_wanted_at is None:
        return
    try:
        label = carriers.get().create_label(_label_request(shipment))
        shipping.take_waybill(shipment, shipment.carrier, label.waybill, sorting_code=label.sorting_code)
    except OutsideFailed as failure:
        if failure.permanent:
            shipping.note_trouble(shipment, str(failure))
    except Refused as refusal:
        shipping.note_trouble(shipment, str(refusal))


@shared_task(queue="outside")
@diary
def fetch_waybills() -> int:
    wanted = Shipment.objects.in_house().filter(waybill_wanted_at__lte=clock.now() - timedelta(seconds=30), waybill="")
    return _each(fetch_waybill, wanted.order_by("waybill_wanted_at"))


@shared_task(queue="outside")
def watch_parcel(shipment_id: int) -> None:
    """Ask the platform to push every change. Asking twice is harmless."""
    shipment = Shipment.objects.on_the_way().filter(pk=shipment_id, subscribed_at=None).select_related("order").first()
    if shipment is None:
        return
    callback = f"{settings.HOOKS_URL}{reverse('carrier-push')}"
    try:
        carriers.get().subscribe(shipment.carrier, shipment.waybill, callback_url=callback, phone=shipment.order.receiver_phone)
    except OutsideFailed:
        return
    Shipment.objects.filter(pk=shipment.pk).update(subscribed_at=clock.now())


@shared_task(queue="outside")
@diary
def watch_parcels() -> int:
    return _each(watch_parcel, tracking.unwatched().order_by("shipped_at"))


@shared_task(queue="outside")
def ask_carrier(shipment_id: int) -> None:
    shipment = Shipment.objects.select_related("order").get(pk=shipment_id)
    Shipment.objects.filter(pk=shipment.pk).update(asked_at=clock.now())
    try:
        known = carriers.get().query(shipment.carrier, shipment.waybill, phone=shipment.order.receiver_phone)
    except OutsideFailed:
        return
    tracking.apply(shipment, known)


@shared_task(queue="outside")
@diary
def ask_about_silent() -> int:
    """Parcels whose push never came."""
    now = clock.now()
    return _each(ask_carrier, tracking.silent(heard_before=now - SILENT_AFTER, asked_before=now - REST_BETWEEN))


def _each(task, shipments) -> int:
    keys = list(shipments.values_list("pk", flat=True)[:BATCH])
    for key in keys:
        task(key)
    return len(keys)


def _label_request(shipment: Shipment) -> LabelRequest:
    order, house = shipment.order, shipment.warehouse
    return LabelRequest(
        reference=shipment.number,
        carrier=shipment.carrier,
        sender=Person(house.name, house.phone, house.address),
        receiver=Person(order.receiver_name, order.receiver_phone, order.address),
        cargo=order.store.name,
        weight_grams=shipment.weight_grams,
    )
