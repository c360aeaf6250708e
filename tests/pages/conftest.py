"""People of every post, with the rights their department declares, and clients signed in as them."""

from collections import defaultdict
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.test import Client

from microstore.core.declarations import DEPARTMENT_OF, Post


@cache
def rights_by_post():
    """Permission names per post, gathered from every ``roles.py``."""
    rights = defaultdict(set)
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.roles"):
            for role in getattr(import_module(f"{config.name}.roles"), "ROLES", []):
                rights[role.post].update(role.permissions)
    return rights


class Rights:
    """Somebody of the staff as far as rights go: what a page asks before it opens."""

    is_authenticated = is_active = is_staff = True

    def __init__(self, names):
        self.names = names

    def has_perm(self, name):
        return name in self.names

    def has_perms(self, names):
        return self.names.issuperset(names)


def permissions(names):
    """Rows of the named permissions; a name that does not exist is a mistake of the roles."""
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted).select_related("content_type"))
    assert {f"{p.content_type.app_label}.{p.codename}" for p in found} == set(names)
    return found


@pytest.fixture
def person(django_user_model):
    """A colleague with exactly these rights: ``person("wu", "orders.view_order")``."""

    def make(username, *names, **fields):
        user = django_user_model.objects.create(username=username, is_staff=True, **fields)
        user.user_permissions.set(permissions(names))
        return user

    return make


@pytest.fixture
def colleague(person):
    """A colleague with a post, its rights, and all stores in sight."""

    def make(post):
        from microstore.accounts.models import Staff

        user = person(f"post-{post}", *rights_by_post()[post], name=post.label)
        Staff.objects.create(user=user, number=post.value, post=post, department=DEPARTMENT_OF[post], sees_all_stores=post != Post.PARTNER)
        return user

    return make


@pytest.fixture
def client_of():
    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make
