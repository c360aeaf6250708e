"""Administrators' plain view of colleagues and codes. Customers stand in the admin of stores, where rows are limited by store."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from microstore.accounts import masking
from microstore.accounts.models import SignInCode, Staff, User
from microstore.core.administration import Kept, ReadOnly, Recorded

# Registered by what is imported above. Secrets: everybody keeps their own, and HR takes one away on the page of the colleague.
admin.site.unregister([StaticDevice, TOTPDevice])


@admin.register(User)
class UserAdmin(Recorded, Kept, DjangoUserAdmin):
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


@admin.register(SignInCode)
class SignInCodeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("masked_phone", "purpose", "sent_at", "expires_at", "wrong_tries", "used_at")
    fields = list_display
    readonly_fields = fields

    @admin.display(description=_("mobile number"))
    def masked_phone(self, row):
        return masking.phone(row.phone)
