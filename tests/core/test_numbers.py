"""Document numbers are readable, and without gaps where the law wants none."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from microstore.core import clock
from microstore.core.numbers import next_gapless, next_number

pytestmark = pytest.mark.django_db


def test_a_number_names_its_kind_and_business_day_and_grows():
    with clock.at(datetime(2026, 11, 21, 17, tzinfo=UTC)):
        first, second = next_number("SO"), next_number("SO")
    assert first[:11] == second[:11] == "SO20261122-"
    assert int(second[11:]) == int(first[11:]) + 1


def test_a_gapless_number_given_in_a_failed_transaction_is_given_again():
    assert next_gapless("invoice", 2026) == 1
    with pytest.raises(RuntimeError), transaction.atomic():
        assert next_gapless("invoice", 2026) == 2
        raise RuntimeError
    assert [next_gapless("invoice", 2026), next_gapless("invoice", 2027)] == [2, 1]
