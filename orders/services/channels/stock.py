"""Tell channels how many units they may sell: the newest number alone, until it was heard."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from catalog.models import Sku
from inventory import services as inventory
from microstore.core import clock
from microstore.core.errors import OutsideFailed
from microstore.core.faults import fault_point
from microstore.core.locking import locked
from orders import channels
from orders.models import Channel, SkuMapping, StockPush

SETTLE = timedelta(seconds=5)  # several sales in a row are told once
TRY_AGAIN = tuple(timedelta(seconds=s) for s in (30, 60, 300, 900, 3600))


def target(channel: Channel, available: int, *, is_sold: bool) -> int:
    """The channel's share less what is kept back; nothing while sale is stopped here, there or for the product."""
    if channel.stops_sale or not channel.is_on or not is_sold:
        return 0
    return max(0, available * channel.share_percent // 100 - channel.buffer_units)


@transaction.atomic
def recount(channel: Channel) -> int:
    """Bring the wanted numbers of a channel up to the shelves; how many changed. Locks its rows, so that two at once agree."""
    mapped = set(SkuMapping.objects.filter(channel=channel).exclude(sku=None).values_list("sku_id", flat=True))
    available = inventory.available_units(mapped, channel.store_id)
    sold = set(Sku.objects.sellable(channel.store).filter(pk__in=mapped).values_list("pk", flat=True))
    due = clock.now() + SETTLE
    StockPush.objects.bulk_create(
        [StockPush(channel=channel, sku_id=pk, target=0, next_try_at=due) for pk in sorted(mapped)], ignore_conflicts=True
    )
    changed = []
    for push in locked(StockPush.objects.filter(channel=channel)):
        wanted = target(channel, available.get(push.sku_id, 0), is_sold=push.sku_id in sold)
        if wanted != push.target:
            push.target, push.version, push.tries = wanted, push.version + 1, 0
            push.next_try_at = min(push.next_try_at or due, due)
            changed.append(push)
    StockPush.objects.bulk_update(changed, ["target", "version", "tries", "next_try_at"])
    return len(changed)


def send_due(channel: Channel, most: int = 200) -> int:
    """Called outside any transaction; how many numbers were told."""
    due = StockPush.objects.filter(channel=channel).due(clock.now()).order_by("next_try_at", "pk")
    return sum(send(push) for push in list(due[:most]))


def send(push: StockPush) -> bool:
    """Tell one number under every name that the channel has for the SKU. A number changed meanwhile stays due."""
    version, units = push.version, push.target
    adapter = channels.get(push.channel)
    try:
        for mapping in SkuMapping.objects.filter(channel=push.channel, sku=push.sku):
            adapter.push_stock(mapping.external_item, mapping.external_sku, units)
        fault_point("channels.stock.told")
    except OutsideFailed as failure:
        pause = TRY_AGAIN[min(push.tries, len(TRY_AGAIN) - 1)]
        same = StockPush.objects.filter(pk=push.pk)
        same.update(tries=F("tries") + 1, error=str(failure)[:300], next_try_at=clock.now() + pause)
        return False
    heard = StockPush.objects.filter(pk=push.pk, pushed_version__lt=version)
    heard.update(pushed_version=version, pushed=units, pushed_at=clock.now(), error="", tries=0)
    StockPush.objects.filter(pk=push.pk, version=version).update(next_try_at=None)
    return True


def again(push: StockPush) -> None:
    """A person asks for the number to be told at once."""
    StockPush.objects.filter(pk=push.pk).update(next_try_at=clock.now(), tries=0, version=F("version") + 1)


def compare(channel: Channel) -> int:
    """Read back what the channel offers; numbers that differ are told again. Called outside any transaction; how many differed."""
    adapter, wanted = channels.get(channel), defaultdict(dict)
    pushes = {push.sku_id: push for push in StockPush.objects.filter(channel=channel, next_try_at=None)}
    for mapping in SkuMapping.objects.filter(Q(channel=channel), sku__in=list(pushes)):
        wanted[mapping.external_item][mapping.external_sku.removeprefix("item:")] = pushes[mapping.sku_id]
    differing = {
        push.pk: push
        for item, skus in wanted.items()
        for units_there in [adapter.read_stock(item)]
        for external, push in skus.items()
        if units_there.get(external) != push.target
    }
    for push in differing.values():
        again(push)
    return len(differing)
