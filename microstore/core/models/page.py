"""What people keep about back-office pages, and what was taken out of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class SavedView(models.Model):
    """A named query string of a list. ``department`` shares it with colleagues; ``is_default`` opens the list with it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=40)
    query = models.TextField(blank=True)
    department = models.CharField(max_length=20, blank=True)
    is_default = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="one_view_per_name"),
            models.UniqueConstraint(fields=["owner", "page"], condition=models.Q(is_default=True), name="one_default_view"),
        ]
        indexes = [models.Index(fields=["page", "department"], name="view_of_page")]

    def __str__(self) -> str:
        return self.name


class Preference(models.Model):
    """How one person likes one page: columns in their order, density, rows per page."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    value = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [models.UniqueConstraint(fields=["owner", "page"], name="one_preference_per_page")]

    def __str__(self) -> str:
        return self.page


class Export(models.Model):
    """Who took which rows out, in which columns, and what for. Never changed."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    format = models.CharField(max_length=4, choices=Format)
    purpose = models.CharField(_("purpose"), max_length=200)
    rows = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = [models.Index(fields=["-at"], name="export_newest")]

    def __str__(self) -> str:
        return f"{self.page} {self.at:%Y-%m-%d %H:%M}"
