"""The Django app of this department."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomerServiceConfig(AppConfig):
    name = "customerservice"
    verbose_name = _("Customer service")
