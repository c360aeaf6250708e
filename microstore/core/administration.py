"""The plain admin: rows that only services write are shown and not changed; what is changed there enters the audit with its reason."""

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.utils.translation import gettext_lazy as _

from microstore.core import changes
from microstore.core.events import publish


class ReadOnly:
    """ModelAdmin mixin: rows that only services write."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Kept:
    """ModelAdmin mixin: others point at the rows, so they are changed but never deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


class Recorded:
    """ModelAdmin mixin: asks for the reason of a change, and tells who changed what from what to what."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        wanted = kwargs.get("fields", flatten_fieldsets(self.get_fieldsets(request, obj)) if "fields" not in kwargs else None)
        kwargs["fields"] = wanted and [name for name in wanted if name != "reason"]
        form = super().get_form(request, obj, change=change, **kwargs)
        reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("Kept in the audit."))
        return type(form.__name__, (form,), {"reason": reason})

    def get_fieldsets(self, request, obj=None):
        return [*super().get_fieldsets(request, obj), (_("Why"), {"fields": ["reason"]})]

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name != "reason"]

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.model._meta.many_to_many)

    def save_model(self, request, obj, form, change):
        form.before = changes.snapshot(obj, self.lists)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        after = changes.snapshot(form.instance, self.lists)
        changes.tell(form.instance, form.before, after, by=request.user, reason=form.cleaned_data["reason"])

    def log_deletions(self, request, queryset):
        for row in queryset:
            publish(changes.RowDeleted(changes.snapshot(row)), about=row, by=request.user)
        return super().log_deletions(request, queryset)
