"""The people of the demo company: one or two colleagues for every post, and customers with addresses. All made up."""

import random
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from microstore.accounts.models import Consent, Customer, Staff, User
from microstore.accounts.services import addresses, consents, customers, staff
from microstore.core import clock, regions
from microstore.core.declarations import Post

PASSWORD = "demo-2026"  # noqa: S105 the demo company has no secrets
CUSTOMERS = 60


@dataclass(frozen=True)
class Colleague:
    username: str
    name: str
    post: str
    sees_all_stores: bool = True


COLLEAGUES = (
    Colleague("admin", "沈一凡", Post.ADMINISTRATOR),
    Colleague("director", "周岚", Post.DIRECTOR),
    Colleague("operations", "林书", Post.OPERATIONS),
    Colleague("product", "陈默", Post.PRODUCT_MANAGER),
    Colleague("listing", "吴桐", Post.LISTING),
    Colleague("purchasing", "郑凯", Post.PURCHASING),
    Colleague("marketing", "许可", Post.MARKETING_MANAGER),
    Colleague("promoter", "方晓", Post.MARKETING),
    Colleague("designer", "苏晴", Post.DESIGNER),
    Colleague("sales", "江川", Post.SALES),
    Colleague("service.lead", "顾宁", Post.SERVICE_LEAD),
    Colleague("service", "唐悦", Post.SERVICE),
    Colleague("warehouse", "马骁", Post.WAREHOUSE_LEAD),
    Colleague("shipper", "丁力", Post.SHIPPER),
    Colleague("logistics", "宋远", Post.LOGISTICS),
    Colleague("finance", "贺敏", Post.FINANCE),
    Colleague("quality", "何敏", Post.QUALITY),
    Colleague("hr", "秦岚", Post.HR),
    Colleague("maintainer", "罗克", Post.MAINTAINER),
    Colleague("partner", "白和平", Post.PARTNER, sees_all_stores=False),
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = (
    "秀英",
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "秀兰",
    "霞",
    "平",
    "桂英",
)
STREETS = ("人民路", "解放大道", "建设路", "中山路", "文化路", "和平街", "新华路", "光明路", "长江路", "迎宾大道")
ESTATES = ("金桂花园", "阳光小区", "翠苑", "锦绣家园", "和园", "滨江苑", "书香门第", "东方名城")
CITIES = (
    "440305",
    "440106",
    "310115",
    "110105",
    "110108",
    "330106",
    "320102",
    "420106",
    "510107",
    "610113",
    "500103",
    "370102",
    "350203",
    "441900",
)


@transaction.atomic
def load_demo(password: str = PASSWORD) -> None:
    """Colleagues and customers. Safe to repeat: who is there already stays as they are."""
    for each in COLLEAGUES:
        if not User.objects.filter(username=each.username).exists():
            _hire(each, password)
    for at in range(CUSTOMERS):
        phone = f"+861380000{at + 1:04d}"
        if not Customer.objects.filter(phone=phone).exists():
            _welcome(phone, random.Random(at))  # noqa: S311 the same people each time


def _hire(each: Colleague, password: str) -> Staff:
    newcomer = staff.Newcomer(each.username, password, each.name, each.post, sees_all_stores=each.sees_all_stores)
    hired = staff.hire(newcomer, by=None)
    if each.post == Post.ADMINISTRATOR:
        User.objects.filter(pk=hired.user_id).update(is_superuser=True)
    return hired


def _welcome(phone: str, dice: random.Random) -> Customer:
    """One customer who joined some time last year, with one to three addresses and sometimes a yes to offers."""
    with clock.at(clock.now() - timedelta(days=dice.randint(20, 380), minutes=dice.randint(0, 1400))):
        customer = customers.of_phone(phone)
        name = dice.choice(SURNAMES) + dice.choice(GIVEN)
        customers.change_profile(customer, nickname=name, email="")
        consents.give(customer, Consent.Purpose.TERMS, source=Consent.Source.SIGN_IN)
        if dice.random() < 0.4:
            consents.give(customer, Consent.Purpose.MARKETING_INBOX, source=Consent.Source.SETTINGS)
        if dice.random() < 0.3:
            consents.give(customer, Consent.Purpose.MARKETING_SMS, source=Consent.Source.SETTINGS)
        for __ in range(dice.choice((1, 1, 1, 2, 2, 3))):
            addresses.add(customer, name=name, phone=phone, region_code=_somewhere(dice), detail=_street(dice))
    return customer


def _somewhere(dice):
    """Mostly the big cities; now and then any district of the country."""
    if dice.random() < 0.75:
        return dice.choice(CITIES)
    city = dice.choice(regions.cities(dice.choice(regions.provinces()[:31]).code))
    return dice.choice(regions.districts(city.code)).code


def _street(dice):
    house = f"{dice.choice(STREETS)}{dice.randint(1, 399)}号{dice.choice(ESTATES)}"
    return f"{house}{dice.randint(1, 22)}栋{dice.randint(1, 28)}0{dice.randint(1, 6)}室"
