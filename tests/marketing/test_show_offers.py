"""What customers and staff see of promotions and coupons."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marketing.models import Coupon
from marketing.services import coupons, promotions, worst_case
from microstore.core import clock
from microstore.core.errors import Refused
from orders.models import Order
from tests.factories import marketing as given
from tests.factories import orders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(db):
    return make.make_store()


@pytest.fixture
def shopper(store):
    """A customer who is signed in, with an address."""
    customer = make.make_customer()
    make.make_address(customer)
    client = Client()
    client.force_login(customer.user)
    client.customer = customer
    return client


def text_of(response) -> str:
    return response.content.decode()


def test_the_product_page_shows_a_promotion_while_it_runs_and_no_longer(store, client, django_capture_on_commit_callbacks):
    sku = make.make_sku(store)
    address = reverse("product", args=[sku.product.slug])
    assert "满 200 减 20" not in text_of(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        promotion = given.make_promotion()
    assert "满 200 减 20" in text_of(client.get(address))
    with clock.at(promotion.ends_at):
        assert "满 200 减 20" not in text_of(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        promotions.deactivate(promotion, None)
    assert "满 200 减 20" not in text_of(client.get(address))


def test_a_kept_product_page_asks_marketing_nothing(store, client):
    sku = make.make_sku(store)
    given.make_promotion()
    address = reverse("product", args=[sku.product.slug])
    client.get(address)

    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    assert [query["sql"] for query in caught if "marketing_" in query["sql"]] == []


def test_the_cart_says_what_is_missing_to_the_next_step(store, shopper):
    given.make_promotion()
    sku = make.make_sku(store, price_fen=16900)
    make.make_cart(store, {sku: 1}, customer=shopper.customer)
    assert "再买 ¥31 减 ¥20" in text_of(shopper.get(reverse("cart")))
    make.make_cart(store, {sku: 1}, customer=shopper.customer)
    page = text_of(shopper.get(reverse("cart")))
    assert "已减 ¥20" in page and "再买 ¥62 减 ¥50" in page
    assert "满 200 减 20：本件分摊 ¥10.00" in page


def test_one_click_claims_a_coupon_and_a_second_click_gives_no_other(store, shopper):
    kind = given.make_kind(per_customer=2)
    address = reverse("coupon-claim", args=[kind.code])
    for _click in range(2):
        assert shopper.post(address, {"have": "0"}).status_code == 302
    assert Coupon.objects.count() == 1
    assert "换季礼券" in text_of(shopper.get(reverse("my-coupons")))
    shopper.post(address, {"have": "1"})
    assert Coupon.objects.count() == 2
    shopper.post(address, {"have": "2"})
    assert Coupon.objects.count() == 2


def test_a_stranger_is_asked_to_sign_in_before_claiming(store, client):
    kind = given.make_kind()
    assert "换季礼券" in text_of(client.get(reverse("coupons")))
    answer = client.post(reverse("coupon-claim", args=[kind.code]))
    assert answer.status_code == 302 and "sign-in" in answer["Location"]
    assert Coupon.objects.count() == 0


def form_of(shopper, **fields):
    page = shopper.get(reverse("checkout"))
    address = shopper.customer.addresses.get()
    values = {
        "token": page.context["form"]["token"].value(), "address": address.pk, "people_seen": "on", "act": "place",
        "shown_total": page.context["total_fen"], "offer": page.context["offers"], "coupon": page.context["chosen"],
    }  # fmt: skip
    return {**values, **fields}


def test_checkout_takes_the_coupon_that_saves_most_and_lets_the_customer_choose(store, shopper):
    small, large = given.make_coupon(shopper.customer), given.make_coupon(shopper.customer, off_fen=3000, threshold_fen=10000)
    make.make_cart(store, {make.make_sku(store): 1}, customer=shopper.customer)
    page = shopper.get(reverse("checkout"))
    assert (page.context["chosen"], page.context["total_fen"]) == (large.code, 7000)
    asked = shopper.post(reverse("checkout"), form_of(shopper, act="coupon", coupon=small.code))
    assert (asked.context["chosen"], asked.context["total_fen"]) == (small.code, 8500)
    none = shopper.post(reverse("checkout"), form_of(shopper, act="coupon", coupon=""))
    assert (none.context["chosen"], none.context["total_fen"]) == ("", 10000)
    shopper.post(reverse("checkout"), form_of(shopper, coupon=small.code, shown_total=8500))
    order = Order.objects.get()
    assert (order.coupon_fen, order.total_fen) == (1500, 8500)
    assert "−¥15.00" in text_of(shopper.get(reverse("order", args=[order.number])))


def test_another_coupon_than_the_page_reckoned_with_is_shown_before_anything_is_placed(store, shopper):
    small, large = given.make_coupon(shopper.customer), given.make_coupon(shopper.customer, off_fen=3000, threshold_fen=10000)
    make.make_cart(store, {make.make_sku(store): 1}, customer=shopper.customer)
    answer = shopper.post(reverse("checkout"), form_of(shopper, coupon=small.code))
    assert answer.status_code == 422 and "¥70.00" in text_of(answer) and "¥85.00" in text_of(answer)
    assert Order.objects.count() == 0
    assert not Coupon.objects.exclude(state="issued").exists() and large.state == "issued"


@pytest.mark.parametrize("act", ["draft", "activate"])
def test_a_rule_that_was_switched_on_or_has_ended_stands(act):
    promotion = given.make_promotion()
    if act == "draft":
        promotion.name = "更多满减"
        with pytest.raises(Refused):
            promotions.draft(promotion)
    else:
        promotions.deactivate(promotion, None)
        with clock.at(promotion.ends_at), pytest.raises(Refused):
            promotions.activate(promotion, None)
    promotion.refresh_from_db()
    assert (promotion.name, promotion.is_active) == ("秋冬满减", act == "draft")


def test_a_forbidden_word_does_not_get_onto_a_promotion():
    with pytest.raises(Refused):
        given.make_promotion(name="全网最低价国家级满减")


def test_the_worst_case_finds_the_basket_that_sells_below_cost(store):
    """¥100 goods that cost ¥95: with ¥20 off from ¥200 and ¥15 off from ¥99 two pieces lose money."""
    lean, rich = make.make_sku(store, price_fen=10000), make.make_sku(store, price_fen=10000)
    for sku, cost in ((lean, 9500), (rich, 2000)):
        sku.cost_fen = cost
        sku.save(update_fields=["cost_fen"])
    promotion = given.make_promotion(budget_fen=100000)
    given.make_kind(quota=10)
    answer = worst_case.simulate(promotion, store)
    worst = answer.worst[0]
    assert [(sku.pk, units) for sku, units in worst.goods] == [(lean.pk, 2)]
    assert (worst.outcome.total_fen, worst.cost_fen, worst.margin_percent) == (16500, 19000, -15.2)
    assert (answer.is_costed, answer.most_fen) == (True, 100000 + 15000)


def test_pages_of_staff_show_offers_and_take_a_draft(store, client):
    promotion, coupon = given.make_promotion(), given.make_coupon(make.make_customer())
    rights = ("view_promotion", "add_promotion", "change_promotion", "view_couponkind", "add_couponkind", "view_coupon", "void_coupon")
    client.force_login(make.make_staff(*(f"marketing.{right}" for right in rights)))
    for address in ("promotions/", f"promotions/{promotion.code}/", "coupon-kinds/", f"coupon-kinds/{coupon.kind.code}/", "coupons/",
                    f"offers/{promotion.code}/worst-case/", "promotions/new/", "coupon-kinds/new/"):  # fmt: skip
        assert client.get(f"/backoffice/{address}").status_code == 200, address
    begins = clock.now() + timedelta(days=1)
    answer = client.post("/backoffice/promotions/new/", {
        "name": "冬至满减", "steps": "300 30\n600 80", "starts_at": f"{begins:%Y-%m-%dT%H:%M}", "priority": "100",
        "ends_at": f"{begins + timedelta(days=3):%Y-%m-%dT%H:%M}", "product_ids": "", "without_product_ids": "",
    })  # fmt: skip
    assert answer.status_code == 302, text_of(answer)[-2000:]
    drafted = type(promotion).objects.get(name="冬至满减")
    assert (drafted.steps, drafted.is_active, drafted.standing) == ([[30000, 3000], [60000, 8000]], False, "draft")
    client.post(f"/backoffice/coupons/{coupon.code}/void/", {"reason": "claimed by fraud"})
    coupon.refresh_from_db()
    assert coupon.state == "void"


def test_coupons_expire_when_their_time_is_over():
    customer = make.make_customer()
    coupon = given.make_coupon(customer)
    with clock.at(coupon.valid_until - timedelta(seconds=1)):
        assert coupons.expire_due(10) == 0
    with clock.at(coupon.valid_until):
        assert coupons.expire_due(10) == 1
    coupon.refresh_from_db()
    assert coupon.state == "expired"
