"""Purchase: only of whom may supply, with the licences it relied on; and what deliveries say of their supplier."""
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from catalog.models import SupplierTally
from catalog.suppliers.services import scores
from inventory.forms import DeliveryForm
from inventory.models import Receipt, ZoneKind
from inventory.services import batches, receiving
from microstore.core import clock, files
from microstore.core.errors import Refused
from tests.factories import inventory as make
from tests.factories.suppliers import end_licences, make_supplier

pytestmark = pytest.mark.django_db


def told(**where) -> dict[str, int]:
    return {kind: count for kind in SupplierTally.Kind.values if (count := SupplierTally.objects.filter(kind=kind, **where).count())}


def announced(sku, units=10, *, supplier=None, expected_in=0):
    return receiving.announce(
        supplier=supplier or make_supplier(), warehouse=make.make_warehouse(), lines=[(sku, units)],
        expected_on=clock.today() + timedelta(days=expected_in), by=make.make_person())


def to_shelf(line, units=10, *, passed=True):
    receiving.receive(line, make.make_arrival(units), by=make.make_person())
    ticks = dict.fromkeys(receiving.INSPECTION_POINTS, True)
    receiving.inspect(line, ticks=ticks, passed=passed, note="" if passed else "外箱受潮", by=make.make_person())
    bin = make.Bin.objects.of_kind(ZoneKind.AVAILABLE if passed else ZoneKind.QUARANTINE, line.receipt.warehouse).first()
    (receiving.release_batch if passed else receiving.quarantine)(line, bin=bin, by=make.make_person("孙丽"))


@pytest.mark.parametrize(("spoil", "sentence"), [
    (lambda one: end_licences(one, clock.today() - timedelta(days=1)), "ended on"),
    (lambda one: one.licences.update(scope=["ordinary_food"]), "has no licence for"),
    (lambda one: type(one).objects.filter(pk=one.pk).update(state="suspended", state_reason="整改"), "is suspended: 整改"),
    (lambda one: type(one).objects.filter(pk=one.pk).update(state="candidate"), "is not qualified yet")])
def test_nothing_is_bought_of_whom_may_not_supply_it(spoil, sentence):
    sku, supplier = make.make_sku(), make_supplier("S8", "某供应商")
    spoil(supplier)
    with override("en"), pytest.raises(Refused, match=sentence):
        announced(sku, supplier=supplier)
    assert not Receipt.objects.exists()


def test_only_qualified_suppliers_are_offered():
    good, bad = make_supplier(), make_supplier("S8", "候选", state="candidate")
    offered = DeliveryForm().fields["supplier"].queryset
    assert good in offered and bad not in offered


def test_licences_a_purchase_relied_on_stay_with_it():
    supplier = make_supplier()
    receipt = announced(make.make_sku())
    paper = supplier.licences.get()
    end_licences(supplier, clock.today() - timedelta(days=1))
    receipt.refresh_from_db()
    assert receipt.papers == [{"licence": str(paper), "kind": "food_biz", "number": paper.number, "until": "", "id": paper.pk}]


def test_purchase_of_a_batch_is_proved_by_one_file(client, django_user_model):
    supplier = make_supplier()
    paper = supplier.licences.get()
    paper.scan = files.store_scan(SimpleUploadedFile("许可证.pdf", b"%PDF-1.4 licence"), kind="licence")
    paper.save(update_fields=["scan"])
    line = announced(make.make_sku()).lines.get()
    to_shelf(line)
    line.refresh_from_db()
    client.force_login(django_user_model.objects.create_superuser("director"))
    page = client.get(line.batch.get_absolute_url()).content.decode()
    assert line.receipt.number in page and supplier.get_absolute_url() in page
    pack = zipfile.ZipFile(io.BytesIO(client.get(f"{line.batch.get_absolute_url()}evidence/").content))
    assert pack.namelist() == ["record.csv", f"licences/{paper.pk}-{paper.number}.pdf"]
    assert pack.read(f"licences/{paper.pk}-{paper.number}.pdf") == b"%PDF-1.4 licence"
    record = pack.read("record.csv").decode("utf-8-sig")
    for said in (line.batch.number, line.receipt.number, supplier.name, paper.number):
        assert said in record


@pytest.mark.duty("P2")
def test_delivery_on_its_day_and_whole_counts_as_delivered_alone():
    to_shelf(announced(make.make_sku()).lines.get())
    assert told(supplier=make_supplier()) == {"delivered": 1}
    assert scores.of(make_supplier()).total == 100


def test_late_short_and_damaged_goods_count_against_their_supplier_once():
    late = announced(make.make_sku(), expected_in=0).lines.get()
    with clock.at(clock.now() + timedelta(days=2)):
        to_shelf(late, units=7)
        to_shelf(announced(make.make_sku()).lines.get(), passed=False)
        assert told(supplier=make_supplier()) == {"delivered": 2, "late": 1, "short": 1, "damaged": 1}
        assert SupplierTally.objects.get(kind="short").product == late.sku.product
        score = scores.of(make_supplier())
    assert (score.total, [(part.kind, part.points) for part in score.parts]) == (
        65, [("late", 15), ("short", 10), ("damaged", 10), ("defect", 20), ("complaint", 10)])


def test_batch_on_hold_counts_until_the_hold_ends():
    line = announced(make.make_sku()).lines.get()
    to_shelf(line)
    line.refresh_from_db()
    batches.hold(line.batch, reason="抽检", by=make.make_person())
    assert told() == {"delivered": 1, "defect": 1}
    assert scores.of(make_supplier()).total == 80
    batches.unhold(line.batch, reason="合格", by=make.make_person())
    assert told() == {"delivered": 1}


def test_score_in_lists_is_the_score_of_the_page():
    supplier, other = make_supplier(), make_supplier("S8", "没有到货的")
    told = (("delivered", "late"), ("delivered", "complaint"), ("delivered",), ("defect",), ("late",), ("late",), ("late",))
    for number, kinds in enumerate(told):
        for kind in kinds:
            SupplierTally.objects.create(supplier=supplier, kind=kind, reference=str(number))
    listed = dict(scores.with_score(type(supplier).objects.all()).values_list("pk", "score"))
    assert listed == {supplier.pk: 60, other.pk: None}
    assert scores.of(supplier).total == 60
    assert scores.of(other) is None


def test_what_happened_too_long_ago_no_longer_counts():
    supplier = make_supplier()
    SupplierTally.objects.create(supplier=supplier, kind="delivered", reference="1")
    SupplierTally.objects.create(supplier=supplier, kind="late", reference="1", day=clock.today() - timedelta(days=366))
    assert scores.of(supplier).total == 100
