"""Administrators' plain view of stores and their customers: rows limited to the stores of the user, personal data masked."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from microstore.accounts import masking
from microstore.accounts.models import Address, Consent, Customer
from microstore.core.administration import ReadOnly
from microstore.stores.models import Licence, Page, PageRevision, Store, StoreCustomer, StoreStaff
from microstore.stores.scope import StoreScopedAdmin
from microstore.stores.services.customers import customers_visible_to


@admin.register(Store)
class StoreAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    """Stores are changed in the back office, where licences are asked for and the timeline tells."""

    list_display = ("code", "name", "kind", "state", "is_default", "entity")
    list_filter = ("kind", "state")
    search_fields = ("code", "name", "entity")


@admin.register(StoreStaff)
class StoreStaffAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ("store", "user", "since")
    list_select_related = ("store", "user")


@admin.register(Licence)
class LicenceAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ("store", "kind", "number", "name", "valid_from", "valid_until")
    list_filter = ("kind",)
    search_fields = ("number", "name")
    list_select_related = ("store",)


@admin.register(Page)
class PageAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ("store", "slug", "title", "version")
    list_select_related = ("store",)


@admin.register(PageRevision)
class PageRevisionAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ("page", "number", "state", "edited_by", "edited_at", "published_by", "published_at")
    list_filter = ("state",)
    list_select_related = ("page__store", "edited_by", "published_by")


@admin.register(StoreCustomer)
class StoreCustomerAdmin(StoreScopedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ("store", "customer_id", "first_at")
    list_select_related = ("store",)


class OfMyCustomers:
    """ModelAdmin mixin: rows of customers whom the stores of the user have served."""

    customer_path = "pk__in"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(**{self.customer_path: customers_visible_to(request.user).values("pk")})


@admin.register(Customer)
class CustomerAdmin(OfMyCustomers, ReadOnly, admin.ModelAdmin):
    list_display = ("id", "masked_phone", "joined_at")
    search_fields = ("=phone",)
    fields = ("masked_phone", "theme", "large_text", "joined_at")
    readonly_fields = fields

    @admin.display(description=_("mobile number"))
    def masked_phone(self, row):
        return masking.phone(row.phone)


@admin.register(Address)
class AddressAdmin(OfMyCustomers, ReadOnly, admin.ModelAdmin):
    customer_path = "customer__in"
    list_display = ("id", "masked_name", "masked_phone", "province", "city", "district")
    list_filter = ("province",)
    fields = ("masked_name", "masked_phone", "province", "city", "district", "is_default")
    readonly_fields = fields

    @admin.display(description=_("receiver"))
    def masked_name(self, row):
        return masking.name(row.name)

    @admin.display(description=_("mobile number"))
    def masked_phone(self, row):
        return masking.phone(row.phone)


@admin.register(Consent)
class ConsentAdmin(OfMyCustomers, ReadOnly, admin.ModelAdmin):
    customer_path = "customer__in"
    list_display = ("customer_id", "purpose", "version", "source", "given_at", "withdrawn_at")
    list_filter = ("purpose", "source")
