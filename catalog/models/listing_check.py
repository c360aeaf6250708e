"""The daily look at what stands on the shelf (duty L1): one row per listed product and day."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from microstore.core import clock
from microstore.core.sentences import SentencesField


class ListingCheckQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Products are company data, and so is what was found about them."""
        return self

    def open(self):
        return self.filter(verdict=ListingCheck.Verdict.ISSUE, settled_at=None)


class ListingCheck(models.Model):
    """``faults``: list of {code, text}. A product with faults waits until its owner has mended it, which another look shows,
    or says why it stays as it is."""

    class Verdict(models.TextChoices):
        PASS = "pass", _("In order")
        ISSUE = "issue", _("To be looked at")

    TONES = {Verdict.PASS: "ok", Verdict.ISSUE: "warn"}

    day = models.DateField(_("day"), default=clock.today)
    product = models.ForeignKey(Product, models.CASCADE, related_name="checks", verbose_name=_("product"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible"))
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    faults = SentencesField(_("found"), default=list, blank=True)
    checked_at = models.DateTimeField(_("checked at"), default=clock.now)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ListingCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing check")
        verbose_name_plural = _("listing checks")
        ordering = ["-day", "verdict", "pk"]
        permissions = [("settle_listingcheck", _("Can settle what the daily listing check found"))]
        constraints = [
            models.UniqueConstraint(fields=["day", "product"], name="product_checked_once_a_day"),
            models.CheckConstraint(condition=Q(verdict="issue") | Q(faults=[]), name="passed_check_has_no_faults"),
        ]
        indexes = [
            models.Index(fields=["owner", "day"], name="listing_check_owner"),
            models.Index(fields=["-day", "-id"], name="listing_check_newest"),
        ]

    def __str__(self):
        return f"{self.product} {self.day}"

    @property
    def is_open(self) -> bool:
        return self.verdict == self.Verdict.ISSUE and self.settled_at is None
