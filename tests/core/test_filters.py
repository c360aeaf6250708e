"""Filters of a list say in the reader's words what nothing chosen means, and fold away where several may be chosen."""

import django_filters
from django.utils.translation import override
from django_filters.widgets import BooleanWidget

from microstore.core.models import Event
from microstore.core.pages import narrowing


class Filter(django_filters.FilterSet):
    current = django_filters.BooleanFilter(label="Under way", widget=BooleanWidget)
    noted = django_filters.BooleanFilter(label="With a note")
    state = django_filters.MultipleChoiceFilter(label="State", choices=[("new", "New"), ("done", "<Done>")])


def drawn(name, asked):
    with override("en"):
        return narrowing.drawn(Filter(asked, queryset=Event.objects.none()).form[name])


def test_yes_or_no_left_open_means_any():
    assert '<option value="" selected>Any</option>' in drawn("current", {})
    assert " selected>Any</option>" in drawn("noted", {})


def test_a_choice_of_several_is_one_line_with_a_box_for_each():
    html = drawn("state", {"state": ["done"]})
    assert '<span data-said="Any">&lt;Done&gt;</span>' in html
    assert 'name="state" value="done" checked>' in html and 'name="state" value="new" >' in html
    assert '<span data-said="Any">Any</span>' in drawn("state", {})
