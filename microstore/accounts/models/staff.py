"""A member of staff: post and department by the company's regulations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models.user import User
from microstore.core import clock
from microstore.core.declarations import Department, Post


class Staff(models.Model):
    """Somebody who works here. Leaving sets ``left_on`` and closes the account; the row stays."""

    class Standing(models.TextChoices):
        HERE = "here", _("Works here")
        LEFT = "left", _("Has left")

    TONES = {Standing.HERE: "ok", Standing.LEFT: "neutral"}

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff", verbose_name=_("user"))
    number = models.CharField(_("staff number"), max_length=20, unique=True)
    post = models.CharField(_("post"), max_length=40, choices=Post)
    department = models.CharField(_("department"), max_length=40, choices=Department)
    sees_all_stores = models.BooleanField(_("sees all stores"), default=False)
    joined_on = models.DateField(_("joined on"), default=clock.today)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ["department", "number"]
        permissions = [("hire_staff", _("Open, change and close staff accounts"))]

    def __str__(self):
        return f"{self.user} ({self.get_post_display()})"

    @property
    def is_here(self):
        return self.left_on is None

    @property
    def standing(self):
        return self.Standing.HERE if self.is_here else self.Standing.LEFT
