"""Which customers a store has served."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Customer
from microstore.core import clock
from microstore.stores.models.store import Store
from microstore.stores.scope import StoreScoped


class StoreCustomerQuerySet(StoreScoped, models.QuerySet):
    pass


class StoreCustomer(models.Model):
    """A customer of a store. Written when an order is placed or a conversation begins."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="customers", verbose_name=_("store"))
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="stores", verbose_name=_("customer"))
    first_at = models.DateTimeField(_("first served"), default=clock.now)

    objects = StoreCustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer of a store")
        verbose_name_plural = _("customers of stores")
        ordering = ["-first_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["store", "customer"], name="storecustomer_once")]

    def __str__(self):
        return f"{self.store} · {self.customer}"
