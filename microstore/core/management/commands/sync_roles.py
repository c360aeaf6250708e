"""Makes one group of rights for each post, exactly as the departments declare in their ``roles.py``."""

from collections import defaultdict

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import import_string, module_has_submodule

from microstore.core.declarations import Post

Right = Group.permissions.through


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
        known = {f"{app}.{name}": pk for pk, app, name in Permission.objects.values_list("pk", "content_type__app_label", "codename")}
        wanted = declared_permissions()
        if unknown := {name for names in wanted.values() for name in names} - known.keys():
            raise CommandError(f"no such permission: {', '.join(sorted(unknown))}")
        Group.objects.bulk_create((Group(name=post.value) for post in Post), ignore_conflicts=True)
        groups = dict(Group.objects.filter(name__in=Post.values).values_list("name", "pk"))
        write({(groups[post.value], known[name]) for post in Post for name in wanted[post]}, groups.values())
        if options["verbosity"]:
            self.stdout.write(f"{len(Post)} posts")


def write(wanted: set[tuple[int, int]], groups) -> None:
    """Exactly these rights of these groups, in as many statements for many posts as for one."""
    held = {(row.group_id, row.permission_id): row.pk for row in Right.objects.filter(group__in=groups)}
    Right.objects.filter(pk__in=[pk for right, pk in held.items() if right not in wanted]).delete()
    Right.objects.bulk_create(Right(group_id=group, permission_id=permission) for group, permission in sorted(wanted - held.keys()))
