"""A customer and a colleague to write to."""

import pytest

from microstore.accounts.models import Customer, Staff, User
from microstore.core.declarations import DEPARTMENT_OF, Post


@pytest.fixture
def customer(db):
    user = User.objects.create_user("mei", phone="+8613800138000", name="梅", email="mei@example.cn")
    return Customer.objects.create(user=user, phone="+8613800138000")


@pytest.fixture
def colleague(db):
    """Makes a member of staff with these permissions (``app.codename``)."""
    from django.contrib.auth.models import Permission

    def make(*permissions, post=Post.SERVICE, sees_all_stores=True, name="agent"):
        user = User.objects.create_user(name, "a long pass phrase", is_staff=True)
        Staff.objects.create(user=user, number=name, post=post, department=DEPARTMENT_OF[post], sees_all_stores=sees_all_stores)
        for permission in permissions:
            app, codename = permission.split(".")
            user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        return user

    return make
