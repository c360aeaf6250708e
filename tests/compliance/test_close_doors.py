"""An unlawful name finds every door closed: page, service, list and plain admin, and is found where it stands already."""

from functools import partial

import pytest
from django.urls import reverse

from catalog.gate import categories
from catalog.models import Brand, Category, Sku
from catalog.services import skus
from customerservice.models import Question
from customerservice.services import questions
from customerservice.services.conversations.talking import Blocked
from microstore.compliance.publishing import places
from microstore.compliance.services import door
from microstore.core.errors import Refused
from microstore.stores.models import Store
from microstore.stores.services import pages, stores
from orders.models import FreightRule
from tests.factories import orders as make
from tests.factories.catalog import make_listed, make_person, make_shop
from tests.factories.conversations import make_agent

pytestmark = pytest.mark.django_db
CURES = "根治糖尿病"


def new_pack():
    skus.save(make_listed(), {"spec": f"60粒（{CURES}）"})


def changed_pack():
    sku = Sku.objects.filter(product=make_listed()).first()
    skus.save(sku.product, {"spec": f"60粒{CURES}"}, sku=sku)


def new_category():
    categories.ask({"name": CURES, "slug": "c", "parent": None, "position": 1, "zone": ""}, by=make_person(), reason="新品")


def new_store():
    stores.create(code="c", name=f"{CURES}之家", kind=Store.Kind.OFFICIAL, entity="康养堂健康有限公司", phone="400-000-0000")


def renamed_store():
    stores.change(make.make_store(), by=None, name=f"{CURES}之家")


def official_by_another_name():
    stores.create(code="c", name="康养官方店", kind=Store.Kind.AUTHORISED, entity="康养堂健康有限公司", phone="400-000-0000")


def titled_page():
    pages.create(make.make_store(), slug="t", title=CURES, path="/t/", blocks=[], by=make_person())


@pytest.mark.parametrize(
    "act", [new_pack, changed_pack, new_category, new_store, renamed_store, official_by_another_name, titled_page],
    ids=lambda act: act.__name__)
def test_service_refuses_a_name_that_the_law_forbids(act):
    with pytest.raises(Refused):
        act()
    assert not Sku.objects.filter(spec__contains=CURES).exists()
    assert not Store.objects.exclude(name__in=["康养堂官方店", "康养总店"]).filter(name__contains="官方").exists()
    assert not Store.objects.filter(name__contains=CURES).exists() and not Category.objects.filter(name=CURES).exists()


@pytest.mark.parametrize(("address", "model", "more"), [
    ("/admin/catalog/brand/add/", Brand, {"slug": "x"}),
    ("/admin/catalog/category/add/", Category, {"slug": "x", "zone": ""}),
    ("/admin/orders/freightrule/add/", FreightRule, {"provinces": "[]", "fee_fen": 800, "delivers": "on"}),
    ("backoffice:brand-new", Brand, {"slug": "x"}),
])
def test_forms_and_the_plain_admin_refuse_it_at_its_field(client, address, model, more):
    client.force_login(make_person())
    url = address if address.startswith("/") else reverse(address)
    send = partial(client.post, url)
    answer = send({"name": CURES, "position": 1, "reason": "新增", **more})
    assert CURES in answer.content.decode() and not model.objects.filter(name=CURES).exists()
    assert send({"name": "安和", "position": 1, "reason": "新增", **more}).status_code == 302
    assert model.objects.filter(name="安和").exists()


def test_question_in_other_words_than_the_customers_own_is_read_like_an_answer():
    row = questions.ask(make_shop(), make_listed(make_shop()), "饭前吃吗？", customer=make.make_customer(), token="t")
    with pytest.raises(Blocked):
        questions.publish(row, shown_text="它能根治糖尿病吧？", answer="饭后温水送服。", by=make_agent(), is_sure=True)
    assert Question.objects.get().state == "asked"
    questions.publish(row, shown_text=row.text, answer="饭后温水送服。", by=make_agent())
    Question.objects.update(shown_text="它能根治糖尿病吧？")
    assert door.read_row(places[questions.PLACE], Question.objects.get()).is_blocked


def test_names_that_stand_there_already_are_found_by_the_nightly_reading():
    sku = Sku.objects.filter(product=make_listed()).first()
    for row, code, field in ((sku, "catalog.sku", "spec"), (make.make_store(), "stores.store", "name")):
        type(row).objects.filter(pk=row.pk).update(**{field: CURES})
        found = places[code].live().get(pk=row.pk)
        assert door.read_row(places[code], found).is_blocked
