"""Each week the pages where a competitor moved, or where visitors turned away, wait for their owner."""

from datetime import timedelta

import pytest

from catalog import hooks
from catalog.models import ListingCheck, TuningTask
from catalog.services import listing_checks, products
from catalog.shelf import tuning
from microstore.core import clock
from microstore.core.errors import Refused
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def traffic(monkeypatch):
    """(visitors, carts) of the last week and of the week before, by product."""
    facts = {"now": {}, "before": {}}

    def tell(ids, first, last):
        return facts["now"] if last == clock.today() - timedelta(days=1) else facts["before"]

    monkeypatch.setattr(hooks, "_tell_traffic", [tell])
    return facts


@pytest.mark.parametrize(("now", "made"), [((100, 5), 1), ((100, 8), 0), ((10, 0), 0)])
def test_a_page_is_to_be_tuned_when_clearly_less_goes_into_carts(traffic, now, made):
    product = make.make_listed()
    traffic["before"], traffic["now"] = {product.pk: (100, 10)}, {product.pk: now}
    assert tuning.find() == made
    tuning.find()
    assert TuningTask.objects.count() == made
    if made:
        task = TuningTask.objects.get()
        assert (task.week, task.before, task.before_share, task.reasons[0][0]) == (tuning.monday(), list(now), 5.0, "funnel")


def test_a_task_ends_with_a_draft_of_this_week_or_with_a_word_why_not(traffic):
    product, lin = make.make_listed(), make.make_person()
    task = TuningTask.objects.create(product=product, week=tuning.monday() + timedelta(days=7), reasons=[["funnel", "…"]])
    with clock.at(clock.now() + timedelta(days=8)):
        with pytest.raises(Refused):
            tuning.end(task, by=lin, note="改了卖点")
        products.edit(product, facts={"subtitle": "每日两次"}, by=lin)
        tuning.end(task, by=lin, note="改了卖点")
    task.refresh_from_db()
    assert (task.state, task.note, task.ended_by) == ("done", "改了卖点", lin)


def test_seven_days_later_the_numbers_show_what_it_did(traffic):
    task = TuningTask.objects.create(
        product=make.make_listed(), week=tuning.monday(), state="done", reasons=[["funnel", "…"]], before=[100, 5], ended_at=clock.now())
    traffic["before"] = traffic["now"] = {task.product_id: (80, 8)}
    assert tuning.measure() == 0
    with clock.at(clock.now() + timedelta(days=9)):
        assert tuning.measure() == 1
    task.refresh_from_db()
    assert (task.after, task.after_share) == ([80, 8], 10.0)


def test_the_daily_look_misses_core_words_of_the_class():
    product = make.make_listed(description="好", ingredients="人参、黄芪", suitable_population="免疫力低下者")
    check = listing_checks.look(listing_checks.with_all(type(product).objects.filter(pk=product.pk)).get(), clock.today())
    assert check.verdict == ListingCheck.Verdict.ISSUE
    assert [fault["text"] for fault in check.faults if fault["code"] == "keywords"][0].endswith("有助于抗氧化、人参、免疫力低下者。")


@pytest.mark.parametrize(("days", "facts", "is_open"), [
    (1, {}, False), (29, {}, False), (31, {}, True), (1, {"title": "短"}, True)])
def test_what_was_left_as_it_is_needs_no_new_word_while_exactly_the_same_is_found(days, facts, is_open):
    product, lin = make.make_listed(description="好", ingredients="人参", suitable_population="免疫力低下者"), make.make_person()
    listing_checks.check_shelves()
    listing_checks.settle(ListingCheck.objects.get(), by=lin, note="按批件用语，不改")
    type(product.live_revision).objects.filter(pk=product.live_revision_id).update(**facts)
    with clock.at(clock.now() + timedelta(days=days)):
        listing_checks.check_shelves()
        check = ListingCheck.objects.get(day=clock.today())
    assert (check.is_open, check.note) == (is_open, "" if is_open else "按批件用语，不改")


def test_a_licence_that_ends_is_asked_about_every_day():
    product, lin = make.make_listed(certificate_until=clock.today() + timedelta(days=20)), make.make_person()
    listing_checks.check_shelves()
    listing_checks.settle(ListingCheck.objects.get(), by=lin, note="续期中")
    with clock.at(clock.now() + timedelta(days=1)):
        listing_checks.check_shelves()
        assert ListingCheck.objects.get(day=clock.today(), product=product).is_open
