"""Who handles complaints, with the declared rights of their posts."""

import pytest

from microstore.core.declarations import Post
from tests.factories.complaints import make_agent


@pytest.fixture
def agent(post_rights):
    return make_agent()


@pytest.fixture
def lead(post_rights):
    return make_agent(Post.SERVICE_LEAD)


@pytest.fixture
def director(post_rights):
    return make_agent(Post.DIRECTOR)
