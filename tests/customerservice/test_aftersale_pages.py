"""After-sales pages: the customer's two steps, the agent's decision, the warehouse's receipt, strangers, hostile files."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from customerservice.models import AftersaleCase
from customerservice.services import aftersales
from inventory.models import ReturnedGoods
from microstore.core.models import StoredFile
from tests.factories import aftersales as make
from tests.factories.orders import make_customer, make_staff, make_store

pytestmark = pytest.mark.django_db


def sign_in(client, customer):
    client.force_login(customer.user)


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(buffer, "PNG")
    return SimpleUploadedFile("a.png", buffer.getvalue(), "image/png")


def form_of(order, reason="unwanted", units=1):
    return f"{reverse('aftersale-new', args=[order.number])}?units_{order.lines.get().pk}={units}&reason={reason}"


@pytest.mark.duty("C11")
def test_a_customer_asks_reads_terms_and_amount_and_sends(client):
    order = make.delivered_order(price_fen=3333)
    sign_in(client, order.customer)
    assert reverse("aftersale-new", args=[order.number]) in client.get(reverse("order", args=[order.number])).content.decode()
    assert client.get(reverse("aftersale-new", args=[order.number])).status_code == 200
    page = client.get(form_of(order))
    assert "33.33" in page.content.decode()
    assert str(page.context["terms"].sentence) in page.content.decode()
    sent = {"token": "t-1", "kind": "return", "text": "x"}
    first, second = client.post(form_of(order), sent), client.post(form_of(order), sent)
    case = AftersaleCase.objects.get()
    assert first.url == second.url == reverse("aftersale", args=[order.number, case.number])
    assert client.get(first.url).status_code == 200


def test_the_customer_sends_goods_and_withdraws_only_while_it_is_open(client):
    case = make.make_case()
    sign_in(client, case.order.customer)
    aftersales.approve(case, by=make_staff())
    act = reverse("aftersale-act", args=[case.order.number, case.number])
    assert client.post(act, {"act": "send", "carrier": "顺丰", "waybill": "?"}).status_code == 422
    client.post(act, {"act": "send", "carrier": "顺丰", "waybill": "SF123456"})
    client.post(act, {"act": "withdraw"})
    case.refresh_from_db()
    assert (case.state, make.parcel_of(case).waybill) == ("in_return", "SF123456")


def test_another_customer_finds_neither_order_nor_case(client):
    case = make.make_case()
    sign_in(client, make_customer())
    for name, parts in (("aftersale", [case.number]), ("aftersale-act", [case.number]), ("aftersale-new", [])):
        url = reverse(name, args=[case.order.number, *parts])
        answer = client.post(url, {"act": "withdraw"}) if name == "aftersale-act" else client.get(url)
        assert answer.status_code == 404
    case.refresh_from_db()
    assert case.state == "submitted"


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<?php system('id');", b"\x89PNG\r\n\x1a\nbroken", b""])
def test_hostile_files_are_refused_and_open_no_case(client, content):
    order = make.delivered_order()
    sign_in(client, order.customer)
    upload = SimpleUploadedFile("../../a.png", content, "image/png")
    answer = client.post(form_of(order, "damaged"), {"token": "t-1", "kind": "refund", "photos": upload})
    assert (answer.status_code, AftersaleCase.objects.count(), StoredFile.objects.count()) == (422, 0, 0)


def test_a_real_picture_is_written_anew_and_shown(client):
    order = make.delivered_order()
    sign_in(client, order.customer)
    client.post(form_of(order, "damaged"), {"token": "t-1", "kind": "refund", "photos": [picture(), picture()]})
    case = AftersaleCase.objects.get()
    assert {photo.file.content_type for photo in case.photos.select_related("file")} == {"image/webp"}
    assert case.photos.count() == 2


AGENT = ("customerservice.view_aftersalecase", "customerservice.decide_aftersale")


def test_an_agent_decides_from_the_case(client):
    case = make.make_case(kind="refund", reason="missing")
    client.force_login(make_staff(*AGENT))
    assert case.number in client.get(reverse("backoffice:aftersales")).content.decode()
    assert client.get(reverse("backoffice:aftersale", args=[case.number])).status_code == 200
    assert client.get(reverse("backoffice:aftersale-propose", args=[case.number])).status_code == 200
    assert client.post(reverse("backoffice:aftersale-reject", args=[case.number]), {"reason": ""}).status_code == 422
    client.post(reverse("backoffice:aftersale-approve", args=[case.number]), {"reason": ""})
    case.refresh_from_db()
    assert (case.state, case.refund.amount_fen) == ("refunding", 10_000)
    assert client.get(reverse("backoffice:aftersale", args=[case.number])).status_code == 200


def test_who_may_only_read_cannot_decide_and_another_store_finds_nothing(client):
    case = make.make_case()
    client.force_login(make_staff("customerservice.view_aftersalecase"))
    assert client.post(reverse("backoffice:aftersale-approve", args=[case.number]), {}).status_code == 403
    make_store("other")
    client.force_login(make_staff(*AGENT, sees_all=False))
    assert client.get(reverse("backoffice:aftersale", args=[case.number])).status_code == 404
    case.refresh_from_db()
    assert case.state == "submitted"


def test_the_warehouse_receives_and_quality_decides(client):
    case = make.make_case()
    aftersales.approve(case, by=make_staff())
    parcel = make.parcel_of(case)
    line = parcel.lines.get()
    client.force_login(make_staff("inventory.view_return", "inventory.receive_return", "inventory.decide_return"))
    assert parcel.number in client.get(reverse("backoffice:returns")).content.decode()
    url = reverse("backoffice:return-receive", args=[parcel.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    from inventory.services.returning import shipped_batches

    batch = next(iter(shipped_batches(parcel.order_reference)[line.sku_id]))
    client.post(url, {f"batch_{line.pk}_1": batch, f"units_{line.pk}_1": "1", f"condition_{line.pk}_1": "sealed"})
    goods = ReturnedGoods.objects.get()
    assert (goods.disposition, goods.bin.zone.kind) == ("quarantine", "quarantine")
    assert client.get(reverse("backoffice:return", args=[parcel.number])).status_code == 200
    assert client.post(reverse("backoffice:returned-destroy", args=[goods.pk]), {"reason": "seal weak"}).status_code == 302
    goods.refresh_from_db()
    assert goods.disposition == "quarantine"
