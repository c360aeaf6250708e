"""A buyer and the places parcels go to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models.user import User, valid_phone
from microstore.core import clock


class Customer(models.Model):
    """A buyer. ``phone`` repeats the user's, so that lists need no join; both are written together.

    Once ``closed_at`` is set the row names nobody: it only holds together what the law keeps."""

    class Theme(models.TextChoices):
        DEVICE = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="customer", verbose_name=_("user"))
    phone = models.CharField(_("mobile number"), max_length=16, unique=True, validators=[valid_phone])
    nickname = models.CharField(_("nickname"), max_length=30, blank=True)
    theme = models.CharField(_("appearance"), max_length=5, choices=Theme, default=Theme.DEVICE)
    large_text = models.BooleanField(_("large text"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=clock.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        ordering = ["-joined_at", "-id"]
        indexes = [models.Index(fields=["-joined_at", "-id"], name="customer_newest_first")]
        permissions = [("reveal_customer", _("See unmasked personal data"))]

    def __str__(self):
        if self.closed_at:
            return _("Closed account %(number)s") % {"number": self.pk}
        return self.nickname or _("Customer %(number)s") % {"number": self.pk}


class Address(models.Model):
    """A place parcels go to. Orders copy it; changing it never changes an order."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses", verbose_name=_("customer"))
    name = models.CharField(_("receiver"), max_length=30)
    phone = models.CharField(_("mobile number"), max_length=16, validators=[valid_phone])
    province = models.CharField(_("province"), max_length=30)
    city = models.CharField(_("city"), max_length=30)
    district = models.CharField(_("district"), max_length=30, blank=True)
    region_code = models.CharField(_("region code"), max_length=6)
    detail = models.CharField(_("street and house number"), max_length=120)
    is_default = models.BooleanField(_("default address"), default=False)
    updated_at = models.DateTimeField(_("changed"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["-is_default", "-updated_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["customer"], condition=models.Q(is_default=True), name="address_one_default_each"),
        ]

    def __str__(self):
        return f"{self.region} {self.detail}"

    @property
    def region(self):
        """Province, city and district as on a label; a city that is its own province is named once."""
        names = [self.province, self.city, self.district]
        return "".join(name for at, name in enumerate(names) if name and name not in names[:at])
