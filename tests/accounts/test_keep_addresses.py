"""The customer's addresses."""

import pytest

from microstore.accounts.models import Address
from microstore.accounts.services import addresses
from microstore.core.errors import Refused
from tests.factories.accounts import CHEN, make_customer, sign_in

pytestmark = pytest.mark.django_db
NANSHAN = {"name": "林晓", "phone": "+8613800138000", "region_code": "440305", "detail": "科技园路1号"}
TYPED = {
    "receiver_name": "林晓", "receiver_phone": "138 0013 8000", "province": "440000", "city": "440300", "district": "440305",
    "detail": "科技园路1号", "act": "save",
}  # fmt: skip


def defaults(customer):
    return list(customer.addresses.filter(is_default=True).values_list("detail", flat=True))


def test_first_address_is_the_default_with_names_from_the_code():
    address = addresses.add(make_customer(), **NANSHAN)
    assert (address.province, address.city, address.district, address.is_default) == ("广东省", "深圳市", "南山区", True)
    assert str(address) == "广东省深圳市南山区 科技园路1号"


def test_new_default_takes_the_place_of_the_old_one():
    lin = make_customer()
    addresses.add(lin, **NANSHAN)
    addresses.add(lin, **{**NANSHAN, "detail": "二号"}, is_default=True)
    assert defaults(lin) == ["二号"]


def test_removing_the_default_promotes_the_one_changed_last():
    lin = make_customer()
    first = addresses.add(lin, **NANSHAN)
    addresses.add(lin, **{**NANSHAN, "detail": "二号"})
    addresses.add(lin, **{**NANSHAN, "detail": "三号"})
    addresses.remove(first)
    assert defaults(lin) == ["三号"]


@pytest.mark.parametrize("code", ["440300", "000000", "", "44030", "abcdef"])
def test_region_that_is_no_district_is_refused_and_nothing_kept(code):
    with pytest.raises(Refused):
        addresses.add(make_customer(), **{**NANSHAN, "region_code": code})
    assert not Address.objects.exists()


def test_twenty_first_address_is_refused():
    lin = make_customer()
    for at in range(20):
        addresses.add(lin, **{**NANSHAN, "detail": f"{at} 号"})
    with pytest.raises(Refused):
        addresses.add(lin, **NANSHAN)
    assert lin.addresses.count() == 20


def test_address_page_keeps_what_was_typed(client, store):
    lin = make_customer()
    sign_in(client, lin)
    assert client.post("/me/addresses/new/", TYPED).url == "/me/addresses/"
    kept = lin.addresses.get()
    assert (kept.name, kept.phone, kept.region_code, kept.detail) == ("林晓", "+8613800138000", "440305", "科技园路1号")


def test_district_of_another_city_is_refused(client, store):
    sign_in(client, make_customer())
    answer = client.post("/me/addresses/new/", {**TYPED, "district": "110108"})
    assert answer.status_code == 422
    assert not Address.objects.exists()


def test_button_next_shows_the_cities_without_complaints(client, store):
    sign_in(client, make_customer())
    answer = client.post("/me/addresses/new/", {"act": "next", "province": "440000", "receiver_name": "林晓"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "深圳市" in page and 'value="林晓"' in page and "fld__e" not in page
    assert not Address.objects.exists()


def test_pasted_text_fills_the_fields_without_script(client, store):
    sign_in(client, make_customer())
    answer = client.post("/me/addresses/new/", {"act": "recognise", "pasted": "张三 13800138000 广东省深圳市南山区科技园路1号"})
    page = answer.content.decode()
    assert 'value="440305" selected' in page and 'value="张三"' in page and 'value="13800138000"' in page


def test_stranger_cannot_read_change_or_remove_an_address(client, store):
    address = addresses.add(make_customer(), **NANSHAN)
    sign_in(client, make_customer(CHEN))
    assert client.get(f"/me/addresses/{address.pk}/").status_code == 404
    assert client.post(f"/me/addresses/{address.pk}/", {**TYPED, "detail": "别处"}).status_code == 404
    assert client.post(f"/me/addresses/{address.pk}/remove/").status_code == 404
    assert client.post(f"/me/addresses/{address.pk}/first/").status_code == 404
    assert Address.objects.get().detail == "科技园路1号"


def test_regions_are_answered_as_lists(client, store):
    assert client.get("/regions/?province=440000").json()[0] == {"code": "440100", "name": "广州市"}
    assert client.get("/regions/?city=441900").json() == [{"code": "441900", "name": "东莞市"}]
    assert client.get("/regions/?city=zz").json() == []
    assert len(client.get("/regions/").json()) == 34


def test_recognise_answers_values_for_the_selects(client, store):
    found = client.post("/regions/recognise/", {"text": "李四，13912345678，东莞市长安镇振安路12号"}).json()
    assert (found["receiver_name"], found["province"], found["city"], found["district"]) == ("李四", "440000", "441900", "441900")
    assert found["districts"] == [["441900", "东莞市"]]
