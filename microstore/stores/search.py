"""What Ctrl K finds among stores."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import Hit, searchable
from microstore.stores.backoffice.stores import StoreDetail
from microstore.stores.models import Licence, Store


@searchable(_("Stores"), "stores.view_store", icon="store")
def stores_called(text, user, limit):
    rows = Store.objects.visible_to(user).filter(Q(name__icontains=text[:60]) | Q(code__istartswith=text[:30]))
    for row in rows[:limit]:
        yield Hit(row.name, StoreDetail.get_url(row), str(row.get_kind_display()), icon="store")


@searchable(_("Store licences"), "stores.view_licence", icon="shield")
def licences_numbered(text, user, limit):
    if len(text) < 3:
        return
    for row in Licence.objects.visible_to(user).filter(number__icontains=text[:60]).select_related("store")[:limit]:
        yield Hit(str(row), StoreDetail.get_url(row.store), str(row.store), icon="shield")
