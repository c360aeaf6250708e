"""The demo shows suppliers, competitors and proposals in every state that a visitor wants to see, all told by the services."""
import pytest

from catalog.demo import load_demo
from catalog.models import CompetitorProduct, MarketSurvey, PriceAlarm, SelectionProposal, Supplier
from catalog.selection import demo as selection_demo
from catalog.suppliers import demo as suppliers_demo
from microstore.accounts.models import User
from microstore.accounts.services import staff
from microstore.core import clock
from microstore.core.declarations import Post
from tests.factories.catalog import make_shop

pytestmark = pytest.mark.django_db
CREW = {
    "product": Post.PRODUCT_MANAGER, "listing": Post.LISTING, "purchasing": Post.PURCHASING, "marketing": Post.MARKETING_MANAGER,
    "operations": Post.OPERATIONS, "service.lead": Post.SERVICE_LEAD, "warehouse": Post.WAREHOUSE_LEAD, "quality": Post.QUALITY,
    "director": Post.DIRECTOR,
}


@pytest.fixture
def company(post_rights):
    for name, post in CREW.items():
        staff.hire(staff.Newcomer(username=name, password="tea-house-88", name=name, post=post, sees_all_stores=True), by=None)
    people = {name: User.objects.get(username=name) for name in CREW}
    with clock.at(clock.now() - 13 * selection_demo.MONTH):
        load_demo(people["product"], approver=people["director"], stores=[make_shop()], limit=30)
    return people


def test_every_state_is_there_and_a_second_load_adds_nothing(company):
    now = clock.now()
    for _turn in range(2):
        suppliers_demo.load_today(company["purchasing"], company["quality"])
        selection_demo.load(now)
    assert set(Supplier.objects.values_list("state", flat=True)) == {"candidate", "qualified", "suspended"}
    assert sorted(SelectionProposal.objects.values_list("state", flat=True)) == [
        "approved", "approved", "deciding", "in_review", "proposed", "rejected"]
    assert SelectionProposal.objects.get(product__isnull=False).product.state == "preparing"
    assert CompetitorProduct.objects.count() == 11
    assert {"open", "answered", "closed"} <= set(PriceAlarm.objects.values_list("state", flat=True))
    assert set(MarketSurvey.objects.values_list("state", flat=True)) == {"confirmed"}
