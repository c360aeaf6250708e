"""News of back-in-stock notices."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("stock_notice.asked")
@dataclass(frozen=True)
class NoticeAsked:
    notice_id: int
    label: ClassVar = _("Waits for goods")


@news("stock_notice.told")
@dataclass(frozen=True)
class NoticeTold:
    notice_id: int
    label: ClassVar = _("Told that goods are back")


@news("stock_notice.left")
@dataclass(frozen=True)
class NoticeLeft:
    notice_id: int
    label: ClassVar = _("No longer waits for goods")


@news("stock_notice.expired")
@dataclass(frozen=True)
class NoticeExpired:
    notice_id: int
    label: ClassVar = _("Waited in vain")
