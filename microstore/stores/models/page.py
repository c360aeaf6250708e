"""A store's page and its revisions: draft, published, superseded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores.models.store import Store
from microstore.stores.scope import StoreScoped


class PageQuerySet(StoreScoped, models.QuerySet):
    pass


class Page(models.Model):
    """A page of a store made of blocks. ``version`` grows with every publication and keys the cache."""

    HOME = "home"

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="pages", verbose_name=_("store"))
    slug = models.SlugField(_("page"), max_length=40, default=HOME)
    title = models.CharField(_("title"), max_length=60)
    version = models.PositiveIntegerField(_("published times"), default=0, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("store page")
        verbose_name_plural = _("store pages")
        ordering = ["store", "slug"]
        constraints = [models.UniqueConstraint(fields=["store", "slug"], name="page_once_per_store")]

    def __str__(self):
        return f"{self.store} · {self.title}"

    @property
    def draft(self):
        return self.revisions.filter(state=PageRevision.State.DRAFT).first()

    @property
    def live(self):
        return self.revisions.filter(state=PageRevision.State.PUBLISHED).first()


class PageRevisionQuerySet(StoreScoped, models.QuerySet):
    store_path = "page__store"


class PageRevision(models.Model):
    """The blocks of a page at one time. ``edits`` counts saved changes: who saves over an older count is refused."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")

    TONES = {State.DRAFT: "info", State.PUBLISHED: "ok", State.SUPERSEDED: "neutral"}

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("revision"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    blocks = models.JSONField(_("blocks"), default=list, blank=True)
    edits = models.PositiveIntegerField(_("edits"), default=0)
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("based on"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("edited by")
    )
    edited_at = models.DateTimeField(_("edited"), default=clock.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published"), null=True)

    objects = PageRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("page revision")
        verbose_name_plural = _("page revisions")
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="pagerevision_number_once"),
            models.UniqueConstraint(fields=["page"], condition=Q(state="draft"), name="pagerevision_one_draft"),
            models.UniqueConstraint(fields=["page"], condition=Q(state="published"), name="pagerevision_one_published"),
        ]

    def __str__(self):
        return f"{self.page} #{self.number}"
