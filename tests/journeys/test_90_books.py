"""After all that, the books are right."""

import pytest

pytestmark = pytest.mark.browser  # beside the journeys, on the shop they used


def test_the_books_are_right_after_all_journeys(shop):
    checked = shop.manage("check_books")
    assert checked.returncode == 0, checked.stdout + checked.stderr
