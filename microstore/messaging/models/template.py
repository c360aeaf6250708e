"""The editable row of a template that a department declared in its texts.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    SERVICE = "service", _("Service message")
    MARKETING = "marketing", _("Marketing message")


class TemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Templates are the company's, not a store's: who may open the page sees all of them."""
        return self


class Template(models.Model):
    """Words that replace the declared ones. ``overrides`` maps channel → language → {"title", "body"}; the rest stays as declared."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.SERVICE)
    overrides = models.JSONField(_("texts"), default=dict, blank=True)
    sms_code = models.CharField(_("SMS template number at the provider"), max_length=40, blank=True)
    is_on = models.BooleanField(_("switched on"), default=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    TONES = {Category.SERVICE: "info", Category.MARKETING: "warn"}

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        ordering = ["code"]

    def __str__(self):
        from ..declarations import label_of

        return label_of(self.code)

    @property
    def channel_labels(self):
        """Channels that the declaring department wrote words for."""
        from ..declarations import REGISTRY
        from .message import Channel

        known = REGISTRY.get(self.code)
        return [channel.label for channel in Channel if known and known.text(channel)]
