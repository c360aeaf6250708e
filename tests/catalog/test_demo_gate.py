"""The demo shows goods of other classes and pages in every state of the gate."""
import pytest

from catalog.demo import load_demo
from catalog.gate import checks, demo
from catalog.models import Category, Listing, Product, ProductRevision
from microstore.core import clock
from tests.factories.catalog import make_person, make_shop
from tests.factories.stores import make_drug_licence

pytestmark = pytest.mark.django_db
State = ProductRevision.State


@pytest.fixture
def people():
    found = {}
    for name in ("product", "listing", "marketing", "director"):
        found[name] = make_person()
        found[name].username = name
        found[name].save()
    return found


def test_demo_has_every_state_of_the_gate_and_loads_once(people):
    heping = make_shop("heping", kind="authorised")
    make_drug_licence(heping)
    load_demo(people["product"], marketer=people["marketing"], approver=people["director"], stores=[make_shop()], limit=23)
    now = clock.now()
    assert demo.load(now) == 5
    assert demo.load(now) == 0
    states = dict(Product.objects.exclude(product_class="health_food").values_list("product_class", "state"))
    assert states == {
        "drug_otc_b": "listed", "drug_rx": "listed", "device_2": "info_review", "cosmetic": "preparing", "virtual": "preparing"}
    assert list(Listing.objects.filter(product_class="drug_otc_b", is_on=True).values_list("store", flat=True)) == [heping.pk]
    assert ProductRevision.objects.filter(state=State.SCHEDULED, publish_at__gt=now).count() == 1
    assert ProductRevision.objects.filter(state=State.SUPERSEDED).count() == 1
    assert ProductRevision.objects.filter(state=State.DRAFT).count() == 3
    assert Category.objects.filter(requested__isnull=False).count() == 0
    assert [*checks.unlike_certificate(), *checks.on_a_strange_shelf(), *checks.priced_though_not_sold()] == []
