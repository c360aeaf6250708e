"""One-time codes that were sent to a phone. The code itself is never stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock


class SignInCode(models.Model):
    """A code on its way: hashed, good once, for minutes, for a few tries."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", _("Sign in")
        CHECKOUT = "checkout", _("Checkout")
        PRIVACY = "privacy", _("Proof of the own phone")

    phone = models.CharField(_("mobile number"), max_length=16)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    code_hash = models.CharField(max_length=64)
    ip = models.GenericIPAddressField(_("address"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), default=clock.now)
    expires_at = models.DateTimeField(_("expires"))
    wrong_tries = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in code")
        verbose_name_plural = _("sign-in codes")
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["phone", "-sent_at"], name="signincode_phone_newest"),
            models.Index(fields=["sent_at"], name="signincode_for_clearing"),
        ]

    def __str__(self):
        return f"{self.phone[:6]}****{self.phone[-4:]}"
