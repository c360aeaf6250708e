"""What a page weighs and how it is looked after (duty D6)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores.models.page import Page, PageRevision
from microstore.stores.scope import StoreScoped


class OfPage(StoreScoped, models.QuerySet):
    store_path = "page__store"


class PageMeasure(models.Model):
    """A publication of a page: the weight of its HTML and pictures, how much is fetched, how long the server took."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="measures", verbose_name=_("page"))
    revision = models.ForeignKey(PageRevision, models.CASCADE, related_name="measures", verbose_name=_("revision"))
    at = models.DateTimeField(_("published"), default=clock.now)
    html_bytes = models.PositiveIntegerField(_("HTML"))
    picture_count = models.PositiveSmallIntegerField(_("number of pictures"))
    picture_bytes = models.PositiveIntegerField(_("pictures"))
    pictures = models.JSONField(_("each picture"), default=list)
    requests = models.PositiveSmallIntegerField(_("requests"))
    server_ms = models.PositiveIntegerField(_("server"))

    objects = OfPage.as_manager()

    class Meta:
        verbose_name = _("weight of a publication")
        verbose_name_plural = _("weights of publications")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["page", "-at"], name="pagemeasure_of_page")]

    def __str__(self):
        return f"{self.revision} {self.html_bytes}"

    @property
    def largest(self) -> int:
        return max((one["bytes"] for one in self.pictures), default=0)


class PageReview(models.Model):
    """Somebody looked a page through: layout, colour, speed, and what they will change."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="reviews", verbose_name=_("page"))
    layout = models.CharField(_("layout"), max_length=300)
    colour = models.CharField(_("colour"), max_length=300)
    speed = models.CharField(_("speed"), max_length=300)
    next_step = models.CharField(_("what changes next"), max_length=300, blank=True)
    facts = models.JSONField(_("as measured"), default=dict, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("looked through by"))
    at = models.DateTimeField(_("looked through"), default=clock.now)

    objects = OfPage.as_manager()

    class Meta:
        verbose_name = _("look at a page")
        verbose_name_plural = _("looks at pages")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["page", "-at"], name="pagereview_of_page")]

    def __str__(self):
        return f"{self.page} {self.at:%Y-%m-%d}"
