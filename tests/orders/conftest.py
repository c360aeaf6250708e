"""Fixtures of the orders department."""

import pytest

from orders import gateways
from tests.orders.provider import Provider


@pytest.fixture
def provider(monkeypatch):
    """The payment provider, in memory."""
    provider = Provider()
    monkeypatch.setattr(gateways, "get", lambda code="wechatpay": {"wechatpay": provider}[code])
    return provider


@pytest.fixture
def store(db):
    from tests.factories.orders import make_store

    return make_store()
