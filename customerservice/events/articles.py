"""News of articles."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("article.submitted")
@dataclass(frozen=True)
class ArticleSubmitted:
    slug: str
    label: ClassVar = _("Handed in")


@news("article.published")
@dataclass(frozen=True)
class ArticlePublished:
    slug: str
    label: ClassVar = _("Published")


@news("article.sent_back")
@dataclass(frozen=True)
class ArticleSentBack:
    slug: str
    label: ClassVar = _("Sent back")


@news("article.withdrawn")
@dataclass(frozen=True)
class ArticleWithdrawn:
    slug: str
    label: ClassVar = _("Withdrawn")
