"""Articles: read as knowledge by the rule book, which knows no goods, no shop and no phone in them (rule AD-14)."""

import re

from django.db import transaction

from catalog.models import Brand, Product
from customerservice.events.articles import ArticlePublished, ArticleSentBack, ArticleSubmitted, ArticleWithdrawn
from customerservice.models import Article
from microstore.compliance.classes import ProductClass
from microstore.compliance.publishing import place_of
from microstore.compliance.scanner import Subject
from microstore.compliance.services import door
from microstore.core import approvals, clock
from microstore.core.errors import Refused
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

LEADS_AWAY = re.compile(r"https?://|www\.|/p/|(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)|(?<!\d)400[- ]?\d{3}[- ]?\d{4}(?!\d)", re.IGNORECASE)
SHORTEST_NAME = 3
PLACE = "customerservice.article"


def faults(row: Article) -> list[str]:
    """Why it may not be published, in sentences."""
    texts = {"title": row.title, "summary": row.summary, "body": row.body}
    verdict = door.read(texts, Subject(ProductClass.HEALTH_FOOD), kind="knowledge", at=(PLACE, row.pk))
    found = [f"{hit.text} · {hit.law} · {hit.reason}" for hit in verdict.hits if hit.level == "block"]
    whole = " ".join(texts.values())
    found += [_("%(text)s leads to goods or to a seller (rule AD-14).") % {"text": hit[0]} for hit in LEADS_AWAY.finditer(whole)]
    return found + [_("%(name)s is sold here: an article names no goods (rule AD-14).") % {"name": name} for name in _named(whole)]


def _named(text: str) -> list[str]:
    """Names of products and brands of the shop in a text."""
    names = [*Product.objects.values_list("name", flat=True).iterator(), *Brand.objects.values_list("name", flat=True)]
    return sorted({name for name in names if len(name) >= SHORTEST_NAME and name in text})


@transaction.atomic
def write(row: Article, *, by) -> Article:
    """Keep a draft. What is published is withdrawn before it is changed."""
    if row.pk and locked(Article.objects.filter(pk=row.pk)).get().state != Article.State.DRAFT:
        raise Refused(_("Only drafts can be changed. Withdraw it first."))
    row.written_by, row.written_at = by, clock.now()
    row.save()
    return row


@transaction.atomic
def submit(row: Article, *, by):
    row.begin("submit")
    if found := faults(row):
        raise Refused(" ".join(found[:5]))
    row.finish("submit", ArticleSubmitted(row.slug), by=by)
    return approvals.ask("article.publish", subject=row, reason=row.title, by=by)


def publish(row: Article, *, by) -> None:
    """The rule book is asked anew; the author cannot be the one who publishes."""
    row.begin("publish")
    if found := faults(row):
        raise Refused(" ".join(found[:5]))
    if by.pk == row.written_by_id:
        raise Refused(_("Somebody else publishes what you wrote."))
    row.published_by, row.published_at = by, clock.now()
    row.finish("publish", ArticlePublished(row.slug), by=by, save=["published_by", "published_at"])
    door.keep(place_of(row), row, by=by)


def send_back(row: Article, *, reason: str, by) -> None:
    row.begin("send_back")
    row.finish("send_back", ArticleSentBack(row.slug), by=by, reason=reason)


@transaction.atomic
def withdraw(row: Article, *, reason: str, by) -> None:
    row.begin("withdraw")
    row.published_at = row.published_by = None
    row.finish("withdraw", ArticleWithdrawn(row.slug), by=by, reason=reason, save=["published_at", "published_by"])
