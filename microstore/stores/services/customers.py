"""Which customers a store has served: the only door to lists of customers for staff."""

from microstore.accounts.models import Customer
from microstore.core import clock
from microstore.stores.models import StoreCustomer
from microstore.stores.scope import store_ids_visible_to


def note_customer(store, customer) -> None:
    """The store served this customer. A second call changes nothing."""
    StoreCustomer.objects.bulk_create([StoreCustomer(store=store, customer=customer, first_at=clock.now())], ignore_conflicts=True)


def customers_visible_to(user):
    """Customers whom the stores of this user have served; all of them for staff who see all stores."""
    ids = store_ids_visible_to(user)
    if ids is None:
        return Customer.objects.all()
    return Customer.objects.filter(pk__in=StoreCustomer.objects.filter(store__in=ids).values("customer"))
