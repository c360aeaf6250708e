"""Versions of the rule set, to be looked up."""
from django.contrib import admin

from microstore.compliance.models import RuleSet


@admin.register(RuleSet)
class RuleSetAdmin(admin.ModelAdmin):
    list_display = ["version", "seen_at"]
    readonly_fields = ["version", "counts", "seen_at"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
