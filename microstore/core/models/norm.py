"""Numbers of the register that differ from what they were declared with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NormValue(models.Model):
    """See ``core.norms``; a number nobody changed has no row."""

    code = models.CharField(max_length=60, unique=True)
    value = models.IntegerField()

    class Meta:
        verbose_name = _("number of the register")
        verbose_name_plural = _("numbers of the register")
        permissions = [("change_norm", _("Change the numbers of the register"))]

    def __str__(self) -> str:
        return self.code
