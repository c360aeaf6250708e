"""Order lists of other platforms: recognised by their headers, looked at, imported once, with every bad row named."""

import csv
import io
import random
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from inventory.models import Movement
from microstore.core import jobs
from microstore.core.errors import Refused
from orders.models import Channel, ChannelFile, ChannelOrder, LedgerEntry, Order, SkuMapping
from orders.services.channels.files import importing
from tests.factories import channels as make
from tests.factories import orders as goods

pytestmark = pytest.mark.django_db
HEADERS = ["订单编号", "总金额", "买家实际支付金额", "收货地址 ", "订单创建时间", "订单付款时间 ", "退款金额"]
PROVINCES = ["上海", "上海市", "内蒙古自治区", "内蒙古", "广西壮族自治区", "广东省", "北京"]


def sample(count=400, seed=7) -> list[list[str]]:
    """Rows as Tmall writes them: unpaid and refunded ones among them, provinces spelled in several ways."""
    chance, start, rows = random.Random(seed), datetime(2020, 2, 1, 8), []  # noqa: S311, DTZ001
    for number in range(1, count + 1):
        total = Decimal(chance.randrange(100, 60_000)) / 100
        paid = Decimal(0) if chance.random() < 0.15 else total
        refund = total if paid and chance.random() < 0.2 else Decimal(0)
        at = start + timedelta(minutes=chance.randrange(0, 20 * 24 * 60))
        rows.append([str(number), f"{total}", f"{paid}", chance.choice(PROVINCES), f"{at}", f"{at}" if paid else "", f"{refund}"])
    return rows


def text_of(rows, headers=HEADERS, encoding="utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([headers, *rows])
    return out.getvalue().encode(encoding)


def book_of(rows, headers=HEADERS) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for place, row in enumerate([headers, *rows]):
        sheet.write_row(place, 0, row)
    for place, row in enumerate(rows, start=1):
        sheet.write_datetime(place, 4, datetime.fromisoformat(row[4]))  # noqa: DTZ007
        sheet.write_number(place, 1, float(row[1]))
    book.close()
    return out.getvalue()


@pytest.fixture
def tmall(db):
    return make.make_channel("tmall", name="天猫旗舰店", kind=Channel.Kind.FILE)


@pytest.fixture
def staff(db):
    return goods.make_staff()


def import_(channel, content, by, name="orders.csv") -> ChannelFile:
    file = importing.upload(channel, SimpleUploadedFile(name, content), by=by)
    importing.confirm(file, by=by)
    file.refresh_from_db()
    if file.state == "running":
        jobs.run(file.job_id)
    file.refresh_from_db()
    return file


def sums(rows) -> tuple[int, int, int]:
    return tuple(sum(round(Decimal(row[at]) * 100) for row in rows) for at in (1, 2, 6))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "xlsx"])
def test_every_encoding_gives_the_same_orders(tmall, staff, encoding):
    rows = sample(60)
    file = import_(tmall, book_of(rows) if encoding == "xlsx" else text_of(rows, encoding=encoding), staff)
    assert (file.state, file.platform, file.rows, file.made, file.failed) == ("done", "tmall_order_report", 60, 60, 0)
    assert (file.amount_fen, file.paid_fen, file.refund_fen) == sums(rows)
    first = ChannelOrder.objects.get(external_id="1")
    assert f"{first.placed_at.astimezone(importing.clock.SHANGHAI):%Y-%m-%d %H:%M:%S}" == rows[0][4]


def test_rows_become_closed_orders_that_move_neither_stock_nor_money(tmall, staff, books):
    file = import_(tmall, text_of(sample(50)), staff)
    assert {row.state for row in ChannelOrder.objects.all()} == {"closed"}
    assert {row.lines.count() for row in ChannelOrder.objects.all()} == {1}
    assert [model.objects.count() for model in (Order, LedgerEntry, Movement, SkuMapping)] == [0, 0, 0, 0]
    assert file.made == 50
    assert books() == []


def test_the_same_list_again_makes_nothing_and_a_longer_one_only_the_rest(tmall, staff):
    rows = sample(80)
    import_(tmall, text_of(rows[:50]), staff)
    again = import_(tmall, text_of(rows), staff)
    assert (again.made, again.skipped, ChannelOrder.objects.count()) == (30, 50, 80)
    third = import_(tmall, text_of(rows), staff)
    assert (third.made, third.skipped, ChannelOrder.objects.count()) == (0, 80, 80)


def test_bad_rows_are_named_and_left_out_and_the_rest_goes_in(tmall, staff):
    rows = sample(10)
    rows[2][1], rows[4][4], rows[6][0], rows[8][6] = "abc", "gestern", "", "99999999"
    file = import_(tmall, text_of(rows), staff)
    assert (file.rows, file.made, file.failed) == (10, 6, 4)
    from django.core.files.storage import default_storage

    with default_storage.open(file.errors.path) as stored:
        told = list(csv.reader(io.StringIO(stored.read().decode("utf-8-sig"))))
    assert [line[0] for line in told[1:]] == ["4", "6", "8", "10"]
    assert "abc" in told[1][1]


def test_a_cell_that_is_a_formula_is_harmless_in_the_list_of_errors(tmall, staff):
    rows = sample(2)
    rows[0][1], rows[0][3] = "x", "=cmd|'/c calc'!A1"
    file = import_(tmall, text_of(rows), staff)
    from django.core.files.storage import default_storage

    with default_storage.open(file.errors.path) as stored:
        text = stored.read().decode("utf-8-sig")
    assert ",=cmd" not in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
        ("other.csv", "甲,乙,丙\n1,2,3\n".encode()),
        ("empty.csv", b""),
        ("bomb.xlsx", b"PK\x03\x04 no book"),
    ],
)
def test_what_is_no_list_that_we_know_is_refused_and_nothing_is_kept(tmall, staff, name, content):
    with pytest.raises(Refused):
        importing.upload(tmall, SimpleUploadedFile(name, content), by=staff)
    assert ChannelFile.objects.count() == 0


def test_an_import_killed_in_the_middle_goes_on_and_makes_nothing_twice(tmall, staff, monkeypatch):
    from tests.switches import Killed, at_fault_point

    monkeypatch.setattr(importing, "BATCH", 20)
    rows = sample(100)
    file = importing.upload(tmall, SimpleUploadedFile("a.csv", text_of(rows)), by=staff)
    ChannelFile.objects.filter(pk=file.pk).update(state="running")
    job = jobs.Job.objects.create(number="JB-1", kind="channel.import", owner=staff, params={"file": file.number})
    passed = []

    def die_in_the_third():
        passed.append(1)
        if len(passed) == 3:
            raise Killed

    with monkeypatch.context() as patch:
        at_fault_point(patch, "channels.file.batch_kept", die_in_the_third)
        with pytest.raises(Killed):
            importing.run(jobs.Work(job))
    assert 0 < ChannelOrder.objects.count() < 100
    importing.run(jobs.Work(job))
    file.refresh_from_db()
    assert (file.state, file.rows, file.made, ChannelOrder.objects.count()) == ("done", 100, 100, 100)


def test_totals_by_day_and_province_are_those_of_the_list(tmall, staff):
    from orders.backoffice.channels.totals import totals

    rows = sample(300)
    import_(tmall, text_of(rows), staff)
    told = totals(ChannelOrder.objects.all())
    assert (told["whole"]["amount_fen"], told["whole"]["paid_fen"], told["whole"]["refund_fen"]) == sums(rows)
    by_day = {f"{day['day']}": (day["orders"], day["paid_fen"]) for day in told["days"]}
    expected: dict = {}
    for row in rows:
        orders, fen = expected.get(row[4][:10], (0, 0))
        expected[row[4][:10]] = (orders + 1, fen + round(Decimal(row[2]) * 100))
    assert by_day == expected
    provinces = {each["province"]: each["orders"] for each in told["provinces"]}
    assert set(provinces) == {"上海市", "内蒙古自治区", "广西壮族自治区", "广东省", "北京市"}
    assert provinces["上海市"] == sum(row[3] in ("上海", "上海市") for row in rows)


def test_lists_with_a_row_per_line_become_orders_with_lines(tmall, staff):
    headers = [
        "订单号",
        "订单商品状态",
        "交易成功时间",
        "商品名称",
        "规格编码",
        "商品单价",
        "商品数量",
        "商品实际成交金额",
        "收货人省份",
        "商品已退款金额",
    ]
    rows = [
        ["E1", "交易成功", "2026-11-01 10:00:00", "鱼油", "HP1", "100.00", "2", "180.00", "浙江省", "0"],
        ["E1", "交易成功", "2026-11-01 10:00:00", "钙片", "HP2", "35.00", "1", "30.00", "浙江省", "0"],
        ["E2", "交易成功", "2026-11-01 11:00:00", "钙片", "HP2", "35.00", "1", "35.00", "上海", "35.00"],
    ]
    file = import_(tmall, text_of(rows, headers), staff)
    assert (file.platform, file.made, file.skipped) == ("youzan_export_order_item", 2, 0)
    order = ChannelOrder.objects.get(external_id="E1")
    assert (order.amount_fen, order.lines.count()) == (21000, 2)
