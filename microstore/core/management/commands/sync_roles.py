"""Makes one group of rights for each post, exactly as the departments declare in their ``roles.py``."""

from collections import defaultdict

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import import_string, module_has_submodule

from microstore.core.declarations import Post


def declared_permissions() -> dict[str, set[str]]:
    """Maps each post to the permissions (``app.codename``) that all departments grant it."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "roles"):
            for role in import_string(f"{config.name}.roles.ROLES"):
                wanted[role.post].update(role.permissions)
    return wanted


class Command(BaseCommand):
    help = "Bring the groups of rights in line with what the departments declare."

    @transaction.atomic
    def handle(self, **options) -> None:
        known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
        wanted = declared_permissions()
        if unknown := {name for names in wanted.values() for name in names} - known.keys():
            raise CommandError(f"no such permission: {', '.join(sorted(unknown))}")
        for post in Post:
            group, _ = Group.objects.get_or_create(name=post.value)
            group.permissions.set(known[name] for name in wanted[post])
        if options["verbosity"]:
            self.stdout.write(f"{len(Post)} posts")
