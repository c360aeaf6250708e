"""The drill can be repeated by anyone, and a short one keeps its promises."""
import subprocess

import pytest

from bench.drill.__main__ import PAGES, back
from bench.drill.table import is_kept, printed, row, write
from tests.architecture.code import ROOT


def step(at, outcome="ok", what="page"):
    return {"at": at, "took": 0.5, "what": what, "outcome": outcome}


def test_nothing_failed_means_back_at_once():
    assert back([step(10), step(11)], PAGES, 9) == 0


def test_back_is_the_first_good_page_after_the_last_bad_one():
    steps = [step(10), step(11, "refused"), step(12), step(13, "5xx"), step(14), step(15), step(20, "refused", "place")]
    assert back(steps, PAGES, 10) == 4.5


def test_orders_are_back_when_one_is_placed_and_not_when_a_cart_is_filled():
    steps = [step(10, "5xx", "cart"), step(11, what="cart"), step(14, what="place")]
    assert back(steps, ("cart", "place"), 10, proof=("place",)) == 4.5


def test_errors_before_the_end_of_a_lasting_fault_do_not_count_as_late():
    assert back([step(10, "5xx"), step(11)], PAGES, 12) == 0


def test_never_back_is_no_number():
    assert back([step(10), step(11, "slow")], PAGES, 10) is None


def found(**changes):
    return {"name": "web", "what": "kill", "errors": {"5xx": 2}, "steps": 50, "web": 1.0, "orders": 2.0, "jobs": 3.0, **changes}


@pytest.mark.parametrize("change", [{"web": 30.1}, {"orders": None}, {"jobs": 120.1}])
def test_a_limit_that_was_passed_is_missed(change):
    assert is_kept(found())
    assert not is_kept(found(**change))
    assert row(found(**change))[-1] == "**missed**"


def test_the_table_stands_between_its_marks(tmp_path):
    class Drill:
        asked, reached = {"rate": 2, "pages": 6}, {"rate": 1.9, "pages": 5.8, "page_ms": 20}

    page = tmp_path / "drill.md"
    page.write_text("before\n<!-- drill -->old<!-- /drill -->\nafter\n")
    write(page, Drill, [row(found())], ["kept: all"])
    text = page.read_text()
    assert "old" not in text
    assert printed([row(found())], aligned=False) in text
    assert text.startswith("before\n<!-- drill -->\n")
    assert text.endswith("- kept: all\n<!-- /drill -->\nafter\n")


@pytest.mark.full
def test_a_short_drill_keeps_its_promises():
    done = subprocess.run([ROOT / "bin/drill", "--quick", "--only", "web,worker", "--rate", "1", "--pages", "3"], cwd=ROOT,
                          capture_output=True, text=True, timeout=1800)  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
