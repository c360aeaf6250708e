"""Celery shells of the channels: read, tell stock and waybills, compare. Each sweep asks what is due."""

import logging

from celery import shared_task
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from microstore.core import jobs
from microstore.core.errors import OutsideFailed
from microstore.core.tasks import diary
from orders.models import Channel
from orders.services.channels import comparing, exceptions, pulling, shipping, stock
from orders.services.channels.files import importing

SCHEDULE = {
    "orders.pull_channels": {"task": "orders.tasks_channels.pull_channels", "schedule": 60.0, "label": _("Fetch orders of channels")},
    "orders.tell_channels": {
        "task": "orders.tasks_channels.tell_channels", "schedule": 20.0, "label": _("Tell channels stock and waybills"),
    },
    "orders.retry_oversold": {
        "task": "orders.tasks_channels.retry_oversold", "schedule": 300.0, "label": _("Try oversold channel orders again"),
    },
    "orders.compare_channels": {
        "task": "orders.tasks_channels.compare_channels", "schedule": crontab(hour=3, minute=20),
        "label": _("Compare orders, money and stock with channels"),
    },
}
jobs.handler("channel.import", label=_("Import an order list"))(importing.run)
log = logging.getLogger(__name__)


def _each(work) -> int:
    """Every channel by itself: one whose platform is down holds up no other."""
    done = 0
    for channel in Channel.objects.live().select_related("store", "customer__user"):
        try:
            done += work(channel)
        except (OutsideFailed, KeyError) as failure:
            log.warning("channel not reached", extra={"channel": channel.pk, "error": str(failure)})
    return done


@shared_task(queue="outside")
@diary
def pull_channels() -> int:
    return _each(pulling.pull)


@shared_task(queue="outside")
def pull_channel(channel_id: int) -> int:
    return _each_of(channel_id, pulling.pull)


@shared_task(queue="outside")
def read_channel(channel_id: int) -> int:
    """Read what a push named."""
    return _each_of(channel_id, pulling.read_inbox)


@shared_task(queue="slow")
def compare_channel(channel_id: int) -> int:
    return _each_of(channel_id, comparing.compare_recent)


def _each_of(channel_id: int, work) -> int:
    channel = Channel.objects.live().select_related("store", "customer__user").filter(pk=channel_id).first()
    return work(channel) if channel else 0


@shared_task(queue="outside")
@diary
def tell_channels() -> int:
    """Stock that changed and waybills that wait."""
    return _each(_tell)


def _tell(channel: Channel) -> int:
    stock.recount(channel)
    return shipping.send_due(channel) + stock.send_due(channel)


@shared_task(queue="default")
@diary
def retry_oversold() -> int:
    return exceptions.retry_oversold()


@shared_task(queue="slow")
@diary
def compare_channels() -> int:
    """Orders and money of the last days, and the stock that channels offer; how many differ."""
    return _each(comparing.compare_recent) + _each(stock.compare)
