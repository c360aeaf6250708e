"""Administrators' plain view of people: personal data masked, ledgers of consent and codes read-only."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from microstore.accounts import masking
from microstore.accounts.models import Address, Consent, Customer, SignInCode, Staff, User


class ReadOnly:
    """Rows that only services write."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Work accounts. Customers are not listed: nobody edits them by hand."""

    list_display = ("username", "name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("username", "name")
    ordering = ("username",)
    readonly_fields = ("last_login", "created_at", "failed_sign_ins", "locked_until")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email", "phone", "language")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Times"), {"fields": readonly_fields}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "name", "usable_password", "password1", "password2")}),)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(is_staff=True)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)


@admin.register(Staff)
class StaffAdmin(ReadOnly, admin.ModelAdmin):
    """Posts are given in the back office, where the rights follow and the timeline tells."""

    list_display = ("number", "user", "department", "post", "sees_all_stores", "joined_on", "left_on")
    list_filter = ("department", "post")
    search_fields = ("number", "user__name", "user__username")
    list_select_related = ("user",)


@admin.register(Customer)
class CustomerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("id", "masked_phone", "joined_at")
    search_fields = ("=phone",)
    fields = ("masked_phone", "theme", "large_text", "joined_at")
    readonly_fields = fields

    @admin.display(description=_("mobile number"))
    def masked_phone(self, row):
        return masking.phone(row.phone)


@admin.register(Address)
class AddressAdmin(ReadOnly, admin.ModelAdmin):
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
class ConsentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("customer_id", "purpose", "version", "source", "given_at", "withdrawn_at")
    list_filter = ("purpose", "source")


@admin.register(SignInCode)
class SignInCodeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("masked_phone", "purpose", "sent_at", "expires_at", "wrong_tries", "used_at")
    fields = list_display
    readonly_fields = fields

    @admin.display(description=_("mobile number"))
    def masked_phone(self, row):
        return masking.phone(row.phone)
