"""News of the messaging floor."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("messaging.template_changed")
@dataclass(frozen=True)
class TemplateChanged:
    label: ClassVar = _("Message template changed")
    visible_to_customer: ClassVar = False

    code: str
    is_on: bool
    channels: list[str]


@news("messaging.message_resent")
@dataclass(frozen=True)
class MessageResent:
    label: ClassVar = _("Message sent again by hand")
    visible_to_customer: ClassVar = False

    template_code: str
    channel: str
