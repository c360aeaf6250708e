"""What must hold of people, read-only."""

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Customer, Staff
from microstore.core.declarations import DEPARTMENT_OF, Check, Post


@Check.register("A1", _("who left cannot sign in, and who is here stands in the department of the post"))
def staff_records():
    for row in Staff.objects.select_related("user").iterator():
        if not row.is_here and row.user.is_active:
            yield f"{row.number}: left on {row.left_on}, account open"
        if row.department != DEPARTMENT_OF[Post(row.post)]:
            yield f"{row.number}: {row.post} in {row.department}"


@Check.register("A2", _("everybody here holds the rights of the post and of no other"))
def staff_rights():
    own = Group.objects.filter(user=OuterRef("user"), name=OuterRef("post"))
    other = Group.objects.filter(user=OuterRef("user"), name__in=Post.values).exclude(name=OuterRef("post"))
    for row in Staff.objects.filter(left_on=None).filter(~Exists(own) | Exists(other)):
        yield f"{row.number}: groups do not match {row.post}"


@Check.register("A3", _("no customer is a work account"))
def customers_are_no_staff():
    for row in Customer.objects.filter(user__is_staff=True):
        yield f"customer {row.pk}"
