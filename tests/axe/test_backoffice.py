"""Every page of the back office, opened by somebody whose post it is, with real rows."""

import pytest

from microstore.core.pages import registry
from tests.axe.looks import Eyes, looks_of
from tests.axe.walk import Walk
from tests.journeys.staff import Colleague

pytestmark = pytest.mark.browser
AT_ONCE = ("service",)
LATER = (
    "director", "quality", "product", "warehouse", "finance", "logistics", "purchasing", "service.lead", "designer", "hr", "maintainer",
    "marketing", "operations", "listing", "sales", "partner", "shipper",
)  # fmt: skip
POSTS = [*AT_ONCE, *(pytest.param(post, marks=pytest.mark.full) for post in LATER)]
START = "/backoffice/"
seen: set[str] = set()  # kinds of pages that an earlier post has looked at


@pytest.mark.parametrize("post", POSTS)
def test_no_page_of_this_post_has_a_barrier(browser, shop, is_full, post):
    person = Colleague(browser, shop, post)
    walk = Walk(shop, person.context, frozenset(seen), 3 if is_full else 1).follow(START)
    eyes = Eyes(browser, shop, person.context.storage_state())
    faults = []
    for kind, addresses in walk.pages.items():
        if kind.startswith("backoffice:") and (kind not in seen or addresses[0] == START):
            look = looks_of(post + kind if addresses[0] == START else kind, is_full)
            faults += [fault for each in look for fault in eyes.faults(addresses[0], each)]
    assert "backoffice:home" in walk.pages  # a shop that does not answer has no barriers either
    seen.update(walk.pages)
    eyes.close()
    person.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.full
def test_hardly_a_page_was_missed():
    """What needs a row in a rare state (a failed refund, a job with a file) may not be there on a given day."""
    names = {f"backoffice:{page.name}" for page in registry.all_pages}
    missed = sorted(names - seen)
    assert len(missed) < len(names) / 3, missed
