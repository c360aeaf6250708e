"""How the lists of the channels are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from orders.models import Channel, ChannelOrder, Platform, SkuMapping, Trouble


def channels_of(request):
    return Channel.objects.visible_to(request.user)


class ChannelOrderFilter(django_filters.FilterSet):
    channel = django_filters.ModelChoiceFilter(label=_("Channel"), queryset=channels_of)
    placed = django_filters.DateFromToRangeFilter(field_name="placed_at", label=_("Placed"))
    is_troubled = django_filters.BooleanFilter(label=_("Needs a person"), method="by_trouble")
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=ChannelOrder.State.choices)
    trouble = django_filters.MultipleChoiceFilter(label=_("What is wrong"), choices=Trouble.choices)
    platform = django_filters.MultipleChoiceFilter(label=_("State at the channel"), choices=Platform.choices)

    class Meta:
        model = ChannelOrder
        fields = []

    def by_trouble(self, rows, name, value):
        return rows.exclude(trouble="") if value else rows.filter(trouble="")


class MappingFilter(django_filters.FilterSet):
    channel = django_filters.ModelChoiceFilter(label=_("Channel"), queryset=channels_of)
    is_missing = django_filters.BooleanFilter(label=_("Not mapped"), field_name="sku", lookup_expr="isnull")

    class Meta:
        model = SkuMapping
        fields = []


class ByChannelFilter(django_filters.FilterSet):
    channel = django_filters.ModelChoiceFilter(label=_("Channel"), queryset=channels_of)
