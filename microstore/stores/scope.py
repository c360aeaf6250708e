"""Row scope: staff of an authorised store see the rows of that store alone, at every door.

``StoreScoped`` goes before ``models.QuerySet`` in a department's queryset; ``store_path`` names the way from its rows
to the store ("store", "order__store", "" for stores themselves).
"""

from django.core.exceptions import PermissionDenied

from microstore.core.sentences import gettext as _


def store_ids_visible_to(user):
    """Return the ids of the stores this user works for, or None when the user sees all of them."""
    if not user or not user.is_active or not user.is_staff:
        return []
    if user.is_superuser:
        return None
    if not hasattr(user, "_visible_store_ids"):
        user._visible_store_ids = _ids_of(user)
    return user._visible_store_ids


def _ids_of(user):
    staff = getattr(user, "staff", None)
    if staff and staff.is_here and staff.sees_all_stores:
        return None
    return sorted(user.stores.values_list("store_id", flat=True))


class StoreScoped:
    """Queryset mixin: ``visible_to(user)`` keeps the rows of the stores the user works for."""

    store_path = "store"

    def visible_to(self, user):
        ids = store_ids_visible_to(user)
        if ids is None:
            return self
        return self.filter(**{f"{self.store_path}__in" if self.store_path else "pk__in": ids})


class StoreScopedAdmin:
    """ModelAdmin mixin: list, search, change, delete and autocomplete keep to the stores of the user.

    Related choices (foreign keys) are kept to rows visible to the user where their manager knows ``visible_to``.
    """

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        rows = db_field.remote_field.model._default_manager.all()
        if hasattr(rows, "visible_to"):
            kwargs.setdefault("queryset", rows.visible_to(request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def refuse_foreign_store(user, store):
    """Raise PermissionDenied when the store is not one the user works for."""
    ids = store_ids_visible_to(user)
    if ids is not None and store.pk not in ids:
        raise PermissionDenied(_("This store is not one of yours."))
