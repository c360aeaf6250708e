"""Fen are whole, shares add up, and people read and type yuan."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from microstore.core.money import YuanFormField, format_yuan, plain_yuan, share_fen


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=100))
def test_shares_add_up_and_none_is_more_than_one_fen_from_its_proportion(total, weights):
    shares = share_fen(total, weights)
    assert sum(shares) == total
    if any(weights):
        assert all(abs(share - total * weight / sum(weights)) < 1.0001 for share, weight in zip(shares, weights, strict=True))


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-33, -33, -34]),
        (5, [0, 0], [3, 2]),
        (50, [99] * 100, [1] * 50 + [0] * 50),
        (7, [], []),
    ],
)
def test_shares_are_exact(total, weights, shares):
    assert share_fen(total, weights) == shares


def test_amounts_are_written_in_yuan():
    assert format_yuan(123456789) == "¥1,234,567.89"
    assert format_yuan(-5) == "-¥0.05"
    assert plain_yuan(1250) == "12.50"


class PriceForm(forms.Form):
    price = YuanFormField(min_value=0)


def test_a_form_reads_yuan_and_gives_fen():
    form = PriceForm({"price": "12.5"})
    assert form.is_valid() and form.cleaned_data["price"] == 1250


def test_a_form_refuses_a_third_of_a_fen():
    form = PriceForm({"price": "12.505"})
    assert not form.is_valid()


def test_an_unchanged_amount_is_not_a_change():
    assert not PriceForm({"price": "12.50"}, initial={"price": 1250}).has_changed()
    assert PriceForm({"price": "12.51"}, initial={"price": 1250}).has_changed()
