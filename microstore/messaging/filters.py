"""How the message log is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from .declarations import REGISTRY
from .models import Category, Channel, Message, MessageState, Template


class MessageFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=MessageState.choices)
    channel = django_filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices)
    template_code = django_filters.ChoiceFilter(
        label=_("Message"), choices=lambda: sorted((code, str(each.label)) for code, each in REGISTRY.items())
    )
    category = django_filters.ChoiceFilter(label=_("Kind"), choices=Category.choices)
    created_at = django_filters.DateFromToRangeFilter(label=_("Written"))

    class Meta:
        model = Message
        fields = ["state", "channel", "template_code", "category", "created_at"]


class InboxFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(label=_("Unread"), field_name="read_at", lookup_expr="isnull")

    class Meta:
        model = Message
        fields = ["unread"]


class TemplateFilter(django_filters.FilterSet):
    category = django_filters.ChoiceFilter(label=_("Kind"), choices=Category.choices)

    class Meta:
        model = Template
        fields = ["category", "is_on"]
