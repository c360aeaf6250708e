"""The running shop, and a browser for each look of a page."""

import pytest

from tests.journeys.shop import running


@pytest.fixture(scope="session")
def shop():
    return running()


@pytest.fixture
def is_full(request):
    return request.config.getoption("--full")
