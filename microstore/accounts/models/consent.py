"""What a customer agreed to: one row per purpose, version and time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models.customer import Customer
from microstore.core import clock


class Consent(models.Model):
    """One agreement, given by an act of the customer and never assumed (Personal Information Protection Law art. 13–15)."""

    class Purpose(models.TextChoices):
        TERMS = "terms", _("User agreement and privacy policy")
        MARKETING_SMS = "marketing_sms", _("Offers by text message")
        MARKETING_INBOX = "marketing_inbox", _("Offers in the message box")
        MARKETING_MAIL = "marketing_mail", _("Offers by email")

    class Source(models.TextChoices):
        SIGN_IN = "sign_in", _("Sign-in page")
        CHECKOUT = "checkout", _("Checkout")
        SETTINGS = "settings", _("Consent page")
        SERVICE = "service", _("Customer service")
        UNSUBSCRIBE = "unsubscribe", _("Unsubscribe reply")

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="consents", verbose_name=_("customer"))
    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose)
    version = models.CharField(_("version of the text"), max_length=20)
    source = models.CharField(_("given at"), max_length=20, choices=Source)
    given_at = models.DateTimeField(_("given"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_source = models.CharField(_("withdrawn at"), max_length=20, choices=Source, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "purpose"], condition=models.Q(withdrawn_at=None), name="consent_one_open_per_purpose"
            ),
        ]

    def __str__(self):
        return self.get_purpose_display()
