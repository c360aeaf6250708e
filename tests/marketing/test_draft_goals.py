"""A draft may lack its goals."""

import pytest

from marketing.forms.campaigns import CampaignForm
from tests.factories.accounts import make_staff
from tests.factories.stores import make_store

pytestmark = pytest.mark.django_db


def test_goals_begin_empty_and_may_stay_so_in_a_draft():
    user, store = make_staff("marketing").user, make_store()
    assert CampaignForm(user=user)["goal_orders"].value() is None
    given = {
        "name": "春", "code": "spring", "segment": "all", "starts_at": "2026-12-01T00:00", "ends_at": "2026-12-02T00:00",
        "budget_fen": "100", "stores": [store.pk], "goal_sales_fen": "-5",
    }  # fmt: skip
    assert set(CampaignForm(given, user=user).errors) == {"goal_sales_fen"}
    form = CampaignForm(given | {"goal_sales_fen": ""}, user=user)
    assert form.is_valid(), form.errors
    assert (form.values["goal_sales_fen"], form.values["goal_orders"]) == (0, 0)
