"""What is asked for the tree of categories, and the addresses that moved."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.master import Category
from microstore.core import clock


class CategoryChange(models.Model):
    """A new category, or new values of one; takes effect when it was approved."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for approval")
        DONE = "done", _("Carried out")
        DECLINED = "declined", _("Declined")

    TONES = {State.WAITING: "warn", State.DONE: "ok", State.DECLINED: "neutral"}

    category = models.ForeignKey(
        Category, models.CASCADE, null=True, blank=True, related_name="requested", verbose_name=_("category"))
    values = models.JSONField(_("values"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)

    class Meta:
        verbose_name = _("category change")
        verbose_name_plural = _("category changes")
        ordering = ["-id"]
        permissions = [("approve_category", _("Can approve changes of categories"))]

    def __str__(self):
        return f"{self.category or _('New category')} → {self.values['name']}"


class CategoryRedirect(models.Model):
    """An address that a category had once; it leads to where the category is now, for good."""
    slug = models.SlugField(_("old address"), max_length=60, unique=True)
    category = models.ForeignKey(Category, models.CASCADE, related_name="old_addresses", verbose_name=_("category"))
    since = models.DateTimeField(_("since"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("old address of a category")
        verbose_name_plural = _("old addresses of categories")

    def __str__(self):
        return f"{self.slug} → {self.category.slug}"
