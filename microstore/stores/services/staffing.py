"""Which stores a member of staff works for."""

from django.db import transaction

from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.stores.events import StaffAssigned
from microstore.stores.models import Store, StoreStaff


@transaction.atomic
def assign(user, stores, *, by) -> None:
    """Make the stores of ``user`` exactly ``stores``."""
    locked(type(user)._default_manager.filter(pk=user.pk)).get()
    wanted = {store.pk for store in stores}
    held = set(user.stores.values_list("store_id", flat=True))
    if wanted == held:
        return
    StoreStaff.objects.filter(user=user).exclude(store__in=wanted).delete()
    StoreStaff.objects.bulk_create([StoreStaff(user=user, store_id=pk) for pk in sorted(wanted - held)])
    codes = sorted(Store.objects.filter(pk__in=wanted).values_list("code", flat=True))
    publish(StaffAssigned(user.pk, codes), about=getattr(user, "staff", user), by=by)
