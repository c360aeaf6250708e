"""Prices of competitors as a list: every look is kept, alarms follow, and whoever may not import a kind of list is told so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from catalog.imports import uploading
from catalog.models import CompetitorProduct, ImportRow, PriceAlarm, PriceObservation
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.models import Event
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_listed, make_person, make_ready
from tests.factories.imports import applied, counts, text_of, tried, upload
from tests.factories.selection import make_rival, seen

pytestmark = pytest.mark.django_db
HEADERS = ["竞争店铺", "竞品", "规格", "所见价格（元）", "日期", "促销", "链接"]
COLUMNS = {"competitor": 0, "rival": 1, "spec": 2, "price": 3, "seen_on": 4, "promo": 5, "url": 6}


def tried_list(rows, by):
    batch = upload(text_of(rows, HEADERS), by, kind="market")
    batch.columns = COLUMNS
    batch.save()
    return tried(b"", by, batch=batch)


def test_each_look_is_kept_and_an_alarm_opens_where_ours_is_far_dearer(lin_shop):
    by, rival = lin_shop
    seen(rival, 14800, days_ago=3)
    batch = tried_list([["天和堂旗舰店", "同款葡萄籽", "100粒", "99.00", "", "满减", "https://example.com/p/1"],
                        ["天和堂旗舰店", "叶黄素", "60粒", "¥128", "2026-11-01", "", ""]], by)  # fmt: skip
    assert counts(batch) == ("checked", 1, 1, 0, 0)
    assert counts(applied(batch, by))[0] == "applied"
    rival.refresh_from_db()
    assert (rival.newest_fen, rival.before_fen, rival.newest_promo, rival.newest_on) == (9900, 14800, "满减", clock.today())
    new = CompetitorProduct.objects.get(name="叶黄素")
    assert (new.newest_fen, new.before_fen, str(new.newest_on), new.observations.get().by) == (12800, None, "2026-11-01", by)
    assert PriceAlarm.objects.get().theirs_fen == 9900
    assert Event.objects.filter(name="market.price_observed").count() == PriceObservation.objects.count() == 3
    assert counts(tried_list([["天和堂旗舰店", "叶黄素", "60粒", "128", "2026-11-01", "", ""]], by)) == ("checked", 0, 0, 1, 0)


@pytest.mark.parametrize(("changed", "told"), [
    ({0: "没有的店"}, "没有的店"), ({1: ""}, "missing"), ({3: "0"}, "above zero"), ({4: "2099-01-01"}, "still to come"),
    ({6: "javascript:alert(1)"}, "valid URL"), ({3: "=9*9"}, "formula"),
])  # fmt: skip
def test_a_row_that_makes_no_sense_is_an_error_and_nothing_is_kept(lin_shop, changed, told):
    by, __ = lin_shop
    cells = ["天和堂旗舰店", "叶黄素", "60粒", "128", "2026-11-01", "", ""]
    bad = [changed.get(at, cell) for at, cell in enumerate(cells)]
    with override("en"):
        batch = tried_list([cells, bad], by)
        faulty = ImportRow.objects.get(outcome="fault")
    assert faulty.number == 3 and told in faulty.faults[0]
    with pytest.raises(Refused):
        uploading.confirm(batch, by=by)
    assert not PriceObservation.objects.exists()


def test_a_long_list_takes_as_many_statements_as_a_short_one(lin_shop):
    by, __ = lin_shop
    asked = []
    for count in (2, 40):
        batch = tried_list([["天和堂旗舰店", f"{count}号{number}", "", "88", "", "", ""] for number in range(count)], by)
        with CaptureQueriesContext(connection) as queries:
            applied(batch, by)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_prices_need_a_right_of_their_own_at_every_step():
    listing, lin = make_staff(post=Post.LISTING).user, make_person()
    sku = make_ready().skus.get()
    content = text_of([[sku.code, "149.00"]], ["SKU编号", "售价"])
    with pytest.raises(Refused):
        upload(content, listing, kind="prices")
    batch = upload(content, lin, kind="prices")
    with pytest.raises(Refused):
        uploading.try_out(batch, batch.columns, by=listing, reason="市场价")
    checked = tried(b"", lin, batch=batch, reason="市场价")
    with pytest.raises(Refused):
        uploading.confirm(checked, by=listing)
    batch.refresh_from_db()
    assert batch.state == "checked"


@pytest.fixture
def lin_shop(db):
    return make_person(), make_rival(sku=make_listed(price_fen=15100).skus.get())
