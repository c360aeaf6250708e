"""The page a customer bought from stays readable, whatever the product says today."""
import pytest

from catalog.models import ProductRevision
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return make.place_order()


def page_of(client, order, place=1):
    client.force_login(order.customer.user)
    return client.get(f"/orders/{order.number}/goods/{place}/")


def test_customer_reads_what_the_page_said(client, order):
    line = order.lines.get()
    ProductRevision.objects.filter(pk=line.revision_id).update(dosage="每日2次，每次2粒")
    newer = ProductRevision.objects.get(pk=line.revision_id)
    ProductRevision.objects.filter(pk=newer.pk).update(state="superseded")
    newer.pk, newer.number, newer.state, newer.dosage = None, 2, "live", "每日1次"
    newer.save()
    line.revision.product.live_revision = newer
    line.revision.product.save()
    page = page_of(client, order).content.decode()
    assert "每日2次，每次2粒" in page
    assert "每日1次" not in page
    assert "当前页面可能已有更新。" in page
    assert f"/orders/{order.number}/goods/1/" in client.get(f"/orders/{order.number}/").content.decode()


def test_stranger_and_a_line_that_is_not_there_find_nothing(client, order):
    assert page_of(client, order, 2).status_code == 404
    client.force_login(make.make_customer().user)
    assert client.get(f"/orders/{order.number}/goods/1/").status_code == 404


@pytest.mark.parametrize(("product_class", "is_said"), [("drug_otc_b", True), ("health_food", False)])
def test_cart_says_that_medicines_do_not_go_back(client, product_class, is_said):
    store = make.make_store()
    sku = make.make_sku(store, product_class=product_class)
    client.post("/cart/add/", {"sku": sku.pk, "units": 1})
    page = client.get("/cart/").content.decode()
    assert ("药品一经售出，非质量原因不退不换" in page) is is_said
