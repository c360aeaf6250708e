"""Orders: cart, checkout, payment, review and refund."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("orders.campaign_sales")
        import_module("orders.shelf")
