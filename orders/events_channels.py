"""News of the channels. Buyers are never named."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("channel.opened")
@dataclass(frozen=True)
class ChannelOpened:
    channel: str
    kind: str
    label: ClassVar = _("Channel connected")


@news("channel.changed")
@dataclass(frozen=True)
class ChannelChanged:
    """``changed`` maps a setting to its value before and after."""

    channel: str
    changed: dict
    label: ClassVar = _("Channel changed")


@news("channel_order.mapped")
@dataclass(frozen=True)
class ChannelOrderMapped:
    channel: str
    external_id: str
    label: ClassVar = _("Goods of the channel order are known")


@news("channel_order.doubted")
@dataclass(frozen=True)
class ChannelOrderDoubted:
    channel: str
    external_id: str
    trouble: str
    label: ClassVar = _("Channel order needs a person")


@news("channel_order.made")
@dataclass(frozen=True)
class ChannelOrderMade:
    channel: str
    external_id: str
    order: str
    label: ClassVar = _("Order made of the channel order")


@news("channel_order.changed")
@dataclass(frozen=True)
class ChannelOrderChanged:
    """``what``: which facts the buyer or the platform changed."""

    channel: str
    external_id: str
    what: list[str]
    label: ClassVar = _("Changed at the channel")


@news("channel_order.calmed")
@dataclass(frozen=True)
class ChannelOrderCalmed:
    channel: str
    external_id: str
    trouble: str
    label: ClassVar = _("Trouble of the channel order settled")


@news("channel_order.shipped")
@dataclass(frozen=True)
class ChannelOrderShipped:
    channel: str
    external_id: str
    carrier: str
    waybill: str
    label: ClassVar = _("Waybill waits to be told to the channel")


@news("channel_order.tracking_pushed")
@dataclass(frozen=True)
class TrackingPushed:
    channel: str
    external_id: str
    waybill: str
    label: ClassVar = _("Waybill told to the channel")


@news("channel_order.settled")
@dataclass(frozen=True)
class ChannelOrderSettled:
    channel: str
    external_id: str
    label: ClassVar = _("Buyer received it at the channel")


@news("channel_order.closed")
@dataclass(frozen=True)
class ChannelOrderClosed:
    channel: str
    external_id: str
    label: ClassVar = _("Channel order closed")


@news("channel_order.ignored")
@dataclass(frozen=True)
class ChannelOrderIgnored:
    channel: str
    external_id: str
    label: ClassVar = _("Channel order left out")


@news("channel.sku_mapped")
@dataclass(frozen=True)
class SkuMapped:
    channel: str
    external_sku: str
    sku: str
    before: str = ""
    label: ClassVar = _("Goods of a channel mapped")


@news("channel.file_uploaded")
@dataclass(frozen=True)
class FileUploaded:
    file: str
    platform: str
    label: ClassVar = _("Order list uploaded")


@news("channel.file_confirmed")
@dataclass(frozen=True)
class FileConfirmed:
    file: str
    label: ClassVar = _("Import of the order list started")


@news("channel.file_imported")
@dataclass(frozen=True)
class FileImported:
    file: str
    made: int
    skipped: int
    failed: int
    label: ClassVar = _("Order list imported")


@news("channel.file_failed")
@dataclass(frozen=True)
class FileFailed:
    file: str
    label: ClassVar = _("Import of the order list failed")
