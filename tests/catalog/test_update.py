"""Updates of goods on the shelf: the old pack sells through by batch, new pictures are demanded, whoever asked is told once (duty P12)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from catalog import hooks
from catalog.models import Favourite, Listing, ProductUpdate, StockNotice
from catalog.services import products
from catalog.updates import acts, packs
from catalog.updates.duties import updates_are_carried_out
from microstore.core import clock
from microstore.core.duties import Cadence, period_of
from microstore.core.errors import Refused
from microstore.messaging.models import Message
from tests.factories import accounts
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db
TURN = date(2026, 10, 1)


@pytest.fixture
def house(monkeypatch):
    """What inventory would tell, as a test says it: (number, made on, free, on hand), what expires first first."""
    lots = []

    def told(ids):
        life = timedelta(days=730)
        return [hooks.LotNow(ids[0], number, made, made + life, free, lying, f"/b/{number}/") for number, made, free, lying in lots]

    monkeypatch.setattr(hooks, "_tell_lots", [told])
    monkeypatch.setattr(hooks, "_tell_askers", [])
    return lots


def begun(product=None, **fields) -> ProductUpdate:
    product = product or make.make_listed()
    values = {"kind": "packaging", "note": "换新瓶盖与标签", "planned_on": clock.today() + timedelta(days=20), "made_from": TURN}
    return acts.begin(product, acts.Change(**values | fields), by=make.make_person())


def test_the_old_pack_ships_until_its_last_sellable_unit_is_gone(house):
    update = begun()
    house[:] = [("L1", date(2026, 9, 1), 7, 10), ("L2", date(2026, 10, 5), 50, 50)]
    there = packs.of(update)
    assert (there.old_free, there.old_unsellable, there.new_free, there.ships_new) == (7, 3, 50, False)
    assert acts.ship_due() == 0
    house[:] = [("L1", date(2026, 9, 1), 0, 3), ("L2", date(2026, 10, 5), 50, 50)]
    assert (acts.ship_due(), acts.ship_due()) == (1, 0)
    update.refresh_from_db()
    assert update.state == "shipped"


def test_nothing_ships_before_goods_in_the_new_pack_have_come(house):
    begun()
    assert acts.ship_due() == 0


def test_a_page_with_pictures_of_the_old_pack_alone_is_not_submitted(house):
    product = make.make_listed()
    update = begun(product)
    products.edit(product, facts={"subtitle": "新包装"}, by=make.make_person())
    make.confirm(product)
    with pytest.raises(Refused, match="新包装"):
        products.submit(product, reason="换包装", by=make.make_person())
    assert product.pending_revision.state == "draft"
    products.edit(product, facts={"pictures": [*make.COMPLETE["pictures"], "products/HP0002.svg"]}, by=make.make_person())
    assert products.submit(product, reason="换包装", by=make.make_person()).state == "waiting"
    assert not update.has_new_pictures(product.live_revision)


def test_an_update_that_was_given_up_demands_nothing(house):
    product = make.make_listed()
    acts.drop(begun(product), reason="客户不接受新瓶型", by=make.make_person())
    products.edit(product, facts={"subtitle": "旧包装"}, by=make.make_person())
    assert products.submit(product, reason="改副标题", by=make.make_person()).state == "waiting"


@pytest.mark.parametrize("fields", [{"planned_on": TURN - timedelta(days=900)}, {"note": " "}])
def test_a_past_day_and_an_empty_note_are_refused(house, fields):
    with pytest.raises(Refused):
        begun(**fields)
    assert not ProductUpdate.objects.exists()


def test_a_plan_is_not_moved_to_a_past_day(house):
    update = begun()
    planned = update.planned_on
    with pytest.raises(Refused):
        acts.replan(update, planned_on=clock.today() - timedelta(days=1), made_from=TURN, reason="供应商推迟", by=make.make_person())
    update.refresh_from_db()
    assert update.planned_on == planned


def test_one_update_of_a_product_runs_at_a_time(house):
    product = make.make_listed()
    begun(product)
    with pytest.raises(Refused, match="已有"):
        begun(product)


def test_whoever_keeps_waits_or_asked_hears_of_the_new_pack_once(house, monkeypatch):
    product = make.make_listed()
    update, listing = begun(product), Listing.objects.get(product=product)
    keeps, waits, asked, other = (accounts.make_customer(f"+86138001380{n:02d}") for n in range(4))
    Favourite.objects.create(customer=keeps, listing=listing)
    StockNotice.objects.create(
        customer=waits, listing=listing, sku=product.skus.get(), units=1, expires_at=clock.now() + timedelta(days=9))
    monkeypatch.setattr(hooks, "_tell_askers", [lambda product_id, since: {asked.pk, keeps.pk}])
    assert acts.tell_due() == 0
    house[:] = [("L2", TURN, 5, 5)]
    acts.ship_due()
    assert (acts.tell_due(), acts.tell_due()) == (3, 0)
    told = Message.objects.filter(template_code="catalog.new_pack")
    assert sorted(told.values_list("user", flat=True)) == sorted(one.user_id for one in (keeps, waits, asked))
    update.refresh_from_db()
    assert update.told == 3 and other.user_id not in told.values_list("user", flat=True)


def test_the_product_page_says_which_pack_ships_now(house):
    product = make.make_listed()
    shelf = packs.with_update(Listing.objects.select_related("product__live_revision"))
    listing = shelf.get(product=product)
    old, new = (hooks.BatchNow("L", made, made + timedelta(days=700), False) for made in (TURN - timedelta(days=9), TURN))
    assert packs.on_page(listing, old) == ""
    version = listing.version
    begun(product)
    listing = shelf.get(product=product)
    assert listing.version == version + 1
    assert "图示包装" in packs.on_page(listing, old) and "为新包装" in packs.on_page(listing, new)
    listing.product.live_revision.pictures = ["products/new.svg"]
    assert "仍为旧包装" in packs.on_page(listing, old)
    house[:] = [("L2", TURN, 5, 5)]
    acts.ship_due()
    assert "为新包装" in packs.on_page(shelf.get(product=product), new)
    with clock.at(clock.now() + timedelta(days=91)):
        assert packs.on_page(shelf.get(product=product), new) == ""


@pytest.mark.duty("P12")
def test_the_month_owes_each_update_that_was_planned_for_it(house):
    today = clock.today()
    period = period_of(Cadence.MONTHLY, today)
    assert updates_are_carried_out(period) is None
    row = begun(planned_on=today)
    assert (updates_are_carried_out(period).done, updates_are_carried_out(period).owed) == (0, 1)
    acts.drop(row, reason="不做了", by=make.make_person())
    assert updates_are_carried_out(period).done == 1


def test_an_update_is_opened_planned_anew_and_looked_at_on_its_pages(house):
    product = make.make_listed()
    office = Client()
    office.force_login(make.make_person())
    house[:] = [("L20260901", date(2026, 9, 1), 7, 10)]
    day = (clock.today() + timedelta(days=5)).isoformat()
    sent = {"kind": "style", "planned_on": day, "made_from": "2026-10-01", "reason": "改为小瓶装"}
    assert office.post(f"/backoffice/catalog/products/{product.code}/update/", sent).status_code == 302
    update = ProductUpdate.objects.get()
    page = office.get(f"/backoffice/catalog/updates/{update.pk}/").content.decode()
    assert "L20260901" in page and "改为小瓶装" in page
    assert product.name in office.get("/backoffice/catalog/updates/").content.decode()
    assert f"/updates/{update.pk}/" in office.get(f"/backoffice/catalog/products/{product.code}/").content.decode()
    office.post(f"/backoffice/catalog/updates/{update.pk}/plan/", {"planned_on": day, "made_from": "2026-11-01", "reason": "厂家推迟"})
    update.refresh_from_db()
    assert update.made_from == date(2026, 11, 1)


def test_the_demo_has_an_update_in_every_state_and_loads_once(house):
    from catalog.updates import demo
    from microstore.accounts.models import User

    User.objects.create(username="product", is_staff=True, is_superuser=True)
    customer = accounts.make_customer()
    for number in range(3):
        name = f"康养牌{number}号胶囊"
        product = make.make_listed(certificate_name=name, title=name, approval_number=f"国食健注G2019020{number}")
        Listing.objects.filter(product=product).update(in_stock=True)
        Favourite.objects.create(customer=customer, listing=Listing.objects.get(product=product))
    house[:] = [("L1", clock.today() - timedelta(days=90), 5, 5)]
    for _time in range(2):
        demo.load(clock.now())
    assert sorted(ProductUpdate.objects.values_list("state", "told")) == [("dropped", 0), ("selling", 0), ("shipped", 1)]
