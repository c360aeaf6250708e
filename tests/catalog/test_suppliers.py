"""Suppliers: qualified with verified licences that cover the class of goods, or nothing of theirs is bought or sold."""
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from catalog.models import LicenceWarning, Listing, Product, Supplier, SupplierLicence
from catalog.services import listing_checks, products
from catalog.shelf import removing
from catalog.suppliers.services import fitness, licences, qualifying
from microstore.core import approvals, clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from microstore.core.events import Event
from microstore.messaging.models import Message
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_listed, make_person, make_ready, make_shop
from tests.factories.suppliers import end_licences, make_licence, make_supplier

pytestmark = pytest.mark.django_db
State = Supplier.State


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def recorded(supplier, by=None, **fields) -> SupplierLicence:
    facts = {"kind": "food_biz", "number": "JY14401060000077", "scope": ["health_food"], "valid_until": clock.today() + timedelta(days=300)}
    return licences.keep(SupplierLicence(supplier=supplier, **facts | fields), by=by or make_person())


def candidate(code="S20") -> Supplier:
    return Supplier.objects.create(code=code, name=f"候选供应商{code}")


@pytest.mark.duty("P2")
def test_candidate_is_qualified_by_somebody_else_once_a_licence_is_verified():
    supplier, buyer, quality = candidate(), make_person(), make_person()
    licence = recorded(supplier, by=buyer)
    with pytest.raises(Refused):
        qualifying.ask(supplier, reason="首营", by=buyer)
    with pytest.raises(Refused):
        licences.verify(licence, by=buyer)  # a second person
    licences.verify(licence, reason="公示系统", by=quality)
    approval = qualifying.ask(supplier, reason="首营资料齐全", by=buyer)
    with pytest.raises(Refused):
        approvals.decide(approval, yes=True, reason="", by=buyer)
    approvals.decide(approval, yes=True, reason="核对无误", by=quality)
    supplier.refresh_from_db()
    assert (supplier.state, supplier.state_reason) == (State.QUALIFIED, "核对无误")
    assert list(Supplier.objects.qualified()) == [supplier]
    assert [event.name for event in Event.objects.about(supplier).order_by("pk")] == [
        "supplier.licence_kept", "supplier.licence_verified", "approval.asked", "supplier.qualified", "approval.decided"]


def test_declined_candidate_stays_one():
    supplier = candidate()
    make_licence(supplier)
    approval = qualifying.ask(supplier, reason="首营", by=make_person())
    approvals.decide(approval, yes=False, reason="检验能力不足", by=make_person())
    supplier.refresh_from_db()
    assert supplier.state == State.CANDIDATE


@pytest.mark.parametrize(("wrong", "word"), [
    ({"number": "JY1440106"}, "form"), ({"scope": ["drug_otc_a"]}, "cover"), ({"scope": []}, "classes"),
    ({"valid_from": clock.today() + timedelta(days=400)}, "before")])
def test_licence_that_cannot_be_right_is_refused(wrong, word):
    supplier = candidate()
    with pytest.raises(Refused, match=word):
        recorded(supplier, **wrong)
    assert not supplier.licences.exists()


def test_changed_licence_must_be_verified_again():
    supplier = candidate()
    licence = recorded(supplier)
    licences.verify(licence, by=make_person())
    licence.refresh_from_db()
    licence.valid_until += timedelta(days=365)
    licences.keep(licence, by=make_person())
    licence.refresh_from_db()
    assert (licence.verified_at, licence.standing) == (None, "unverified")


def test_scan_is_kept_privately():
    content = b"%PDF-1.4 licence"
    licence = licences.keep(
        SupplierLicence(supplier=candidate(), number="JY14401060000077", scope=["health_food"]),
        scan=SimpleUploadedFile("许可证.pdf", content), by=make_person())
    assert (licence.scan.is_private, licence.scan.path.startswith("private/licence/"), licence.scan.name) == (True, True, "许可证.pdf")


@pytest.mark.parametrize(("what", "sentence"), [
    ("candidate", "is not qualified yet"), ("suspended", "is suspended: 抽检不合格"), ("ended", "ended on"), ("class", "has no licence"),
    ("unverified", "has not been verified"), ("not_yet", "has no licence")])
def test_refusal_says_why_in_a_sentence(what, sentence):
    supplier = make_supplier("S30", "某供应商", state=State.QUALIFIED)
    match what:
        case "candidate":
            supplier.state = State.CANDIDATE
        case "suspended":
            supplier.state, supplier.state_reason = State.SUSPENDED, "抽检不合格"
        case "ended":
            end_licences(supplier, clock.today() - timedelta(days=1))
        case "class":
            supplier.licences.update(scope=["ordinary_food"])
        case "unverified":
            supplier.licences.update(verified_at=None)
        case "not_yet":
            supplier.licences.update(valid_from=clock.today() + timedelta(days=1))
    assert sentence in fitness.fault(supplier, "health_food")
    with pytest.raises(Refused, match=sentence):
        fitness.require(supplier, ["health_food"])


def test_licence_of_another_class_does_not_let_goods_onto_the_shelf():
    product = make_ready()
    product.supplier.licences.update(scope=["ordinary_food"])
    with pytest.raises(Refused, match="has no licence"):
        products.list_in_store(product, [make_shop()])
    assert product.listings.count() == 0


@pytest.mark.duty("P11")
def test_goods_leave_the_shelf_the_day_after_the_licence_of_their_class_ended():
    product = make_listed()
    make_licence(product.supplier, scope=["ordinary_food"])
    product.supplier.licences.filter(scope__contains=["health_food"]).update(valid_until=clock.today())
    sku = product.skus.get()
    assert removing.suspend_expired() == 0
    assert type(sku).objects.sellable(make_shop()).count() == 1
    with clock.at(clock.now() + timedelta(days=1)):
        assert type(sku).objects.sellable(make_shop()).count() == 0  # even before the hourly task
        assert removing.suspend_expired() == 1
        with pytest.raises(Refused, match="ended on"):
            products.resume(Product.objects.get(pk=product.pk))
    product.refresh_from_db()
    assert product.state == Product.State.SUSPENDED


def test_suspended_supplier_takes_its_goods_off_every_shelf_at_once():
    product, other = make_listed(), make_listed(approval_number="国食健注G20190189")
    other.supplier = make_supplier("S31", "另一家")
    other.save(update_fields=["supplier"])
    quality = make_person()
    assert qualifying.suspend(product.supplier, reason="抽检不合格", by=quality) == 1
    product.refresh_from_db()
    assert (product.state, product.supplier.state, product.supplier.state_reason) == ("suspended", "suspended", "抽检不合格")
    assert list(Listing.objects.filter(is_on=True).values_list("product", flat=True)) == [other.pk]


def test_suspension_needs_a_reason():
    supplier = make_supplier()
    with pytest.raises(Refused):
        qualifying.suspend(supplier, reason=" ", by=make_person())
    supplier.refresh_from_db()
    assert supplier.state == State.QUALIFIED


def test_three_warnings_before_a_licence_ends_each_once_to_whom_it_concerns():
    buyer = make_staff(post=Post.PURCHASING).user
    make_staff(post=Post.SERVICE)
    supplier = make_supplier()
    end_licences(supplier, clock.today() + timedelta(days=30))
    days = []
    for ahead in (0, 1, 22, 23, 29, 30, 31):
        with clock.at(clock.now() + timedelta(days=ahead)):
            days.append(licences.warn_ending())
            assert licences.warn_ending() == 0
    assert days == [1, 0, 0, 1, 1, 0, 0]
    assert list(LicenceWarning.objects.order_by("pk").values_list("days", "told")) == [(30, 1), (7, 1), (1, 1)]
    assert Message.objects.filter(template_code="suppliers.licence_ending", channel="inbox", user=buyer).count() == 3


def test_licence_that_another_takes_over_from_is_not_warned_of():
    supplier = make_supplier()
    end_licences(supplier, clock.today() + timedelta(days=7))
    make_licence(supplier, valid_until=clock.today() + timedelta(days=900))
    assert licences.warn_ending() == 0


def test_daily_check_names_a_supplier_who_may_not_supply():
    product = make_listed()
    Supplier.objects.filter(pk=product.supplier_id).update(state=State.SUSPENDED, state_reason="整改")
    found = dict(listing_checks.faults_of(listing_checks.with_all(Product.objects.filter(pk=product.pk)).get()))
    assert "is suspended: 整改" in found["licence"]
