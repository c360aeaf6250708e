"""Versions of the rule set, to be looked up."""
from django.contrib import admin

from microstore.compliance.models import RuleSet
from microstore.core.administration import ReadOnly


@admin.register(RuleSet)
class RuleSetAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["version", "seen_at"]
