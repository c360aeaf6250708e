"""News about topic pages."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("topic.begun")
@dataclass(frozen=True)
class TopicBegun:
    campaign: str
    store_id: int
    page_id: int
    label: ClassVar = _("Topic page begun")
