"""The page that designers build for a campaign: one in each of its stores, live inside the campaign's window (duty D7)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketing.models.campaign import Campaign
from microstore.core import clock
from microstore.stores.scope import StoreScoped


class TopicQuerySet(StoreScoped, models.QuerySet):
    store_path = "page__store"


class Topic(models.Model):
    """Binds a store page to a campaign. Its address is that of the campaign: ``/t/<code>/``."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="topics", verbose_name=_("campaign"))
    page = models.OneToOneField("stores.Page", models.CASCADE, related_name="topic", verbose_name=_("page"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("begun by"))
    made_at = models.DateTimeField(_("begun"), default=clock.now)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")
        ordering = ["campaign", "page"]

    def __str__(self):
        return f"{self.campaign.code} · {self.page}"
