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
    """A page of a store made of blocks. ``version`` grows with every publication and keys the cache.

    ``path`` is its address inside the store. ``has_ended_rights``: it shows something we may not use any more."""

    HOME = "home"

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="pages", verbose_name=_("store"))
    slug = models.SlugField(_("page"), max_length=60, default=HOME)
    path = models.CharField(_("address"), max_length=80, blank=True, default="", db_default="", editable=False)
    title = models.CharField(_("title"), max_length=60)
    version = models.PositiveIntegerField(_("published times"), default=0, editable=False)
    has_ended_rights = models.BooleanField(_("rights ended"), default=False, db_default=False, editable=False)

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
        """What is not live yet: in work, being decided, or waiting for its moment."""
        return self.revisions.filter(state__in=PageRevision.PENDING).first()

    @property
    def shop_url(self) -> str:
        """Where customers see it."""
        return f"{self.store.get_absolute_url()}{self.path}"

    @property
    def live(self):
        return self.revisions.filter(state=PageRevision.State.PUBLISHED).first()


class PageRevisionQuerySet(StoreScoped, models.QuerySet):
    store_path = "page__store"


class PageRevision(models.Model):
    """The blocks of a page at one time. ``edits`` counts saved changes: who saves over an older count is refused."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        SCHEDULED = "scheduled", _("Approved for later")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")

    TONES = {
        State.DRAFT: "info", State.IN_REVIEW: "warn", State.SCHEDULED: "brand", State.PUBLISHED: "ok", State.SUPERSEDED: "neutral",
    }  # fmt: skip
    PENDING = (State.DRAFT, State.IN_REVIEW, State.SCHEDULED)

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
    publish_at = models.DateTimeField(_("goes live at"), null=True, blank=True)
    data_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("data confirmed by")
    )
    data_at = models.DateTimeField(_("data confirmed at"), null=True)
    copy_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("copy confirmed by")
    )
    copy_at = models.DateTimeField(_("copy confirmed at"), null=True)

    objects = PageRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("page revision")
        verbose_name_plural = _("page revisions")
        ordering = ["page", "-number"]
        permissions = [
            ("confirm_page_data", _("Can confirm the data of store pages")),
            ("confirm_page_copy", _("Can confirm the copy of store pages")),
        ]
        indexes = [models.Index(fields=["publish_at"], condition=Q(state="scheduled"), name="pagerevision_due")]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="pagerevision_number_once"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(state__in=("draft", "in_review", "scheduled")), name="pagerevision_one_pending"
            ),
            models.UniqueConstraint(fields=["page"], condition=Q(state="published"), name="pagerevision_one_published"),
            models.CheckConstraint(
                condition=Q(data_by=None) | Q(copy_by=None) | ~Q(data_by=models.F("copy_by")), name="page_confirmed_by_two"
            ),
            models.CheckConstraint(condition=~Q(state="scheduled") | Q(publish_at__isnull=False), name="page_scheduled_has_a_moment"),
        ]

    def __str__(self):
        return f"{self.page} #{self.number}"

    @property
    def is_confirmed(self) -> bool:
        """Product management stands for the data, marketing for the copy (duty D2)."""
        return self.data_by_id is not None and self.copy_by_id is not None
