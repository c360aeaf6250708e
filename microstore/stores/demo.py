"""The stores of the demo company: two official ones and an authorised one. Licence numbers are made up and say so."""

from datetime import date

from django.db import transaction

from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.stores import block_registry
from microstore.stores.models import Licence, Page, Store
from microstore.stores.publishing import deciding
from microstore.stores.services import licences, pages, staffing, stores

MARK = "（演示）"
OWNER = {
    "entity": "康选健康科技有限公司" + MARK, "registered_address": "广东省深圳市南山区科技园路 1 号" + MARK, "phone": "400-000-0000",
    "service_hours": "每天 8:30–21:00", "service_hours_en": "daily 8:30–21:00",
}  # fmt: skip
PARTNER = {
    "entity": "和平药房连锁有限公司" + MARK, "registered_address": "湖北省武汉市武昌区和平大道 1 号" + MARK, "phone": "400-000-0001",
    "service_hours": "每天 9:00–20:00", "service_hours_en": "daily 9:00–20:00",
}  # fmt: skip
STORES = (
    {"code": "kangxuan", "name": "康选官方旗舰店", "kind": Store.Kind.OFFICIAL, "is_default": True, "theme": Store.Theme.LEAF, **OWNER},
    {"code": "member", "name": "康选会员店", "kind": Store.Kind.OFFICIAL, "theme": Store.Theme.LAKE, **OWNER},
    {"code": "heping", "name": "康选授权店·和平药房", "kind": Store.Kind.AUTHORISED, "theme": Store.Theme.PLUM, **PARTNER},
)
JOURNEY = "到货逐件核对批号与效期，先到期的先发出；收到后在订单里能看到每一件的批号。"
FIRST_LINES = {"kangxuan": "批号与效期，下单前就看清", "member": "常备的，按月补齐", "heping": "家门口的药房，也在手机里"}


@transaction.atomic
def load_demo() -> None:
    """Stores with licences and published home pages, opened; and the partner's person in the partner's store. Safe to repeat."""
    people = {user.username: user for user in User.objects.filter(is_staff=True)}
    for facts in STORES:
        if not Store.objects.filter(code=facts["code"]).exists():
            _found(facts, people)
    partner = people.get("partner")
    if partner and not partner.stores.exists():
        staffing.assign(partner, [Store.objects.get(code="heping")], by=people["director"])


def bring_live(page: Page, people: dict[str, User], reason: str) -> None:
    """The way of every page: product management confirms the data, marketing the copy, the designer hands in, operations decides."""
    seen = page.draft.edits
    deciding.tick(page, deciding.DATA, seen=seen, by=people["product"])
    deciding.tick(page, deciding.COPY, seen=seen, by=people["marketing"])
    approval = deciding.submit(page, seen=seen, by=people["designer"], reason=reason)
    approvals.decide(approval, yes=True, reason=reason, by=people["operations"])


def _found(facts, people) -> Store:
    """Of the stores that were there before openings were kept: built and opened in one go."""
    by = people["director"]
    store = stores.create(by=by, **facts)
    for licence in _papers(store):
        licences.keep(licence, by=by)
    stores.start_building(store, by=by)
    page = store.pages.get(slug=Page.HOME)
    for seen, (kind, data) in enumerate(_home(store)):
        pages.add_block(page, kind, data, seen=seen, by=people["designer"])
    bring_live(page, people, "开店首页")
    stores.start_acceptance(store, by=by)
    stores.open(store, by=by)
    return store


def _papers(store):
    """Demo licences: valid forms, numbers of zeros, and the word demo in the holder's name."""
    year, partner = clock.today().year, not store.is_official
    tail = {"kangxuan": "1", "member": "2", "heping": "3"}[store.code]

    def paper(kind, number, issuer, valid_from=None, valid_until=None, scope=""):
        return Licence(
            store=store, kind=kind, number=number, name=store.entity, issuer=issuer + MARK, scope=scope, valid_from=valid_from,
            valid_until=valid_until,
        )  # fmt: skip

    yield paper(Licence.Kind.BUSINESS, f"91000000MA000000{tail}X", "市场监督管理局", date(year - 3, 3, 1))
    yield paper(
        Licence.Kind.FOOD,
        f"JY1000000000000{tail}",
        "市场监督管理局",
        date(year - 2, 7, 1),
        date(year + 3, 6, 30),
        "预包装食品销售；保健食品销售",
    )
    yield paper(Licence.Kind.FILING, f"网食备 00000{tail}", "市场监督管理局", date(year - 2, 7, 12))
    if partner:
        yield paper(
            Licence.Kind.AUTHORISATION,
            f"SQ-{year}-000{tail}",
            OWNER["entity"].removesuffix(MARK),
            date(year, 1, 1),
            date(year + 2, 12, 31),
            "康选授权网店经营",
        )
        drug = paper(Licence.Kind.DRUG, "鄂DB000000003", "药品监督管理局", date(year - 1, 4, 1), date(year + 4, 3, 31), "非处方药")
        drug.classes = ["drug_otc_a", "drug_otc_b"]
        yield drug
        pharmacist = paper(Licence.Kind.PHARMACIST, "YS-DEMO-0003", "药品监督管理局", date(year - 1, 5, 1), date(year + 4, 4, 30), "药学")
        pharmacist.name = "周文竹"
        yield pharmacist
        yield paper(Licence.Kind.DEVICE_2, "鄂汉械经营备20240003号", "市场监督管理局", date(year - 2, 5, 6))


def _home(store):
    """(kind, data) of the blocks, top to bottom; kinds that no department declares are left out."""
    blocks = [
        ("banner", {
            "eyebrow": "保健食品销售", "title": FIRST_LINES[store.code], "text": "每件商品都写明正在发出的是哪一批、到哪天为止。",
            "button": "看在架商品", "link": "c/", "picture_id": None, "picture_alt": "",
        }),
        ("notice", {"text": "17:00 前付款的订单当日审核，48 小时内发出。", "link": ""}),
        ("category_row", {"title": "", "most": 10}),
        ("new_batches", {"title": "新到批次", "note": "按入库日期", "most": 5}),
        ("product_grid", {"title": "常备清单", "note": "", "rule": "position", "category": "", "codes": [], "most": 8}),
        ("text", {"title": "一瓶的去向，从入库写到签收", "text": JOURNEY}),
        ("product_grid", {"title": "新上架", "note": "", "rule": "newest", "category": "", "codes": [], "most": 8}),
    ]  # fmt: skip
    return [(kind, data) for kind, data in blocks if kind in block_registry.kinds]
