"""How lists of people are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Staff
from microstore.core.declarations import Department, Post


class StaffFilter(django_filters.FilterSet):
    department = django_filters.ChoiceFilter(choices=Department, label=_("Department"))
    post = django_filters.ChoiceFilter(choices=Post, label=_("Post"))
    left = django_filters.BooleanFilter(field_name="left_on", lookup_expr="isnull", exclude=True, label=_("Has left"))

    class Meta:
        model = Staff
        fields = ["department", "post", "left"]
