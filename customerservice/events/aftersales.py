"""News of after-sale cases."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("aftersale.opened")
@dataclass(frozen=True)
class CaseOpened:
    case: str
    order: str
    label: ClassVar = _("After-sale case opened")
    visible_to_customer: ClassVar = True


@news("aftersale.proposed")
@dataclass(frozen=True)
class CaseProposed:
    case: str
    amount_fen: int
    label: ClassVar = _("The shop proposes something else")
    visible_to_customer: ClassVar = True


@news("aftersale.offer_refused")
@dataclass(frozen=True)
class OfferRefused:
    case: str
    label: ClassVar = _("Proposal not accepted")
    visible_to_customer: ClassVar = True


@news("aftersale.return_approved")
@dataclass(frozen=True)
class ReturnApproved:
    case: str
    return_number: str
    label: ClassVar = _("Return approved")
    visible_to_customer: ClassVar = True


@news("aftersale.refund_approved")
@dataclass(frozen=True)
class RefundApproved:
    case: str
    refund: str
    amount_fen: int
    label: ClassVar = _("Refund approved")
    visible_to_customer: ClassVar = True


@news("aftersale.rejected")
@dataclass(frozen=True)
class CaseRejected:
    case: str
    label: ClassVar = _("Case rejected")
    visible_to_customer: ClassVar = True


@news("aftersale.goods_sent")
@dataclass(frozen=True)
class GoodsSentBack:
    case: str
    label: ClassVar = _("Goods handed to the carrier")
    visible_to_customer: ClassVar = True


@news("aftersale.goods_received")
@dataclass(frozen=True)
class GoodsCameBack:
    """``is_as_agreed``: nothing stands against the refund; otherwise a person decides."""

    case: str
    is_as_agreed: bool
    label: ClassVar = _("Goods received and inspected")
    visible_to_customer: ClassVar = True


@news("aftersale.refunded")
@dataclass(frozen=True)
class CaseRefunded:
    case: str
    amount_fen: int
    label: ClassVar = _("Refund arrived")
    visible_to_customer: ClassVar = True


@news("aftersale.withdrawn")
@dataclass(frozen=True)
class CaseWithdrawn:
    case: str
    label: ClassVar = _("Case withdrawn")
    visible_to_customer: ClassVar = True


@news("aftersale.expired")
@dataclass(frozen=True)
class CaseExpired:
    case: str
    label: ClassVar = _("Goods were not sent in time")
    visible_to_customer: ClassVar = True


@news("aftersale.escalated")
@dataclass(frozen=True)
class CaseEscalated:
    case: str
    state: str
    label: ClassVar = _("Case went to the supervisor")
