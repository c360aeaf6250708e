"""The designers' work of the demo company: drawn posters with their rights, requests in every state, a page on its way."""

import io
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from microstore.accounts.models import User
from microstore.core import clock
from microstore.stores.assets import keeping, rights
from microstore.stores.design import requests
from microstore.stores.models import Asset, Page, Store
from microstore.stores.publishing import deciding, looking, measuring
from microstore.stores.services import pages

# title, what it shows, tags, right, days until it ends (None: never), three colours
PICTURES = (
    ("秋冬首页海报", "浅绿背景上的三只瓶子和一片叶子", ["首页", "海报"], "own", None, ("#E9EEE3", "#0B7155", "#C9A227")),
    ("会员日横幅", "蓝色背景上的瓶子和圆形图案", ["会员日", "横幅"], "own", None, ("#DDE8F1", "#1C5D8C", "#E0A030")),
    ("早餐桌场景", "木色桌面上的瓶子和杯子", ["场景"], "licensed", 5, ("#F3E7D6", "#8A5A2B", "#D98E4A")),
    ("运动场景", "橙色背景上的水杯和瓶子", ["场景"], "licensed", -3, ("#FBE3CF", "#B4501E", "#3D6B4F")),
    ("原料特写", "深绿背景上的叶片", ["原料"], "supplier", 120, ("#16352A", "#6FA37F", "#E6EFD9")),
    ("门店陈列", "货架上的一排瓶子", ["门店"], "unstated", None, ("#EFEFEF", "#5B6770", "#A8B2B9")),
)  # fmt: skip
BRIEFS = (
    ("approved", "秋冬首页海报", "首页头图，突出批号与效期，色彩清爽。", "1520×912", -6),
    ("in_review", "会员日横幅", "会员日活动横幅，蓝色调，留出标题位置。", "1520×600", 2),
    ("changes", "早餐桌场景图", "用于专题页，生活化，不出现儿童。", "1200×900", 3),
    ("designing", "货架陈列图", "详情页场景图，展示规格大小。", "1200×1200", 6),
    ("asked", "年货节海报", "红色为主，写明活动起止时间。", "750×1200, 1520×912", 12),
)


def load(now: datetime) -> None:
    """Harmless if it is there."""
    if Asset.objects.exists():
        return
    people = {user.username: user for user in User.objects.filter(is_staff=True)}
    with clock.at(now - timedelta(days=20)):
        assets = [_keep(facts, people["designer"]) for facts in PICTURES]
    _tell_requests(now, assets, people)
    _tell_pages(now, assets, people)
    rights.follow()


def _keep(facts, by) -> Asset:
    title, alt, tags, right, days, colours = facts
    until = None if days is None else clock.today() + timedelta(days=20 + days)
    author = {"licensed": "图片库授权（演示）", "supplier": "供应商提供（演示）"}.get(right, "设计部")
    return keeping.add(
        SimpleUploadedFile(f"{title}.png", _drawn(colours)), kind=Asset.Kind.PICTURE, title=title, alt=alt, tags=tags, rights=right,
        rights_until=until, author=author, by=by,
    )  # fmt: skip


def _drawn(colours) -> bytes:
    """A still life of plain shapes."""
    ground, body, accent = colours
    picture = Image.new("RGB", (1280, 768), ground)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 620, 1280, 768), fill=accent)
    for at in (300, 560, 820):
        pen.rounded_rectangle((at, 300, at + 170, 660), 28, fill=body)
        pen.rounded_rectangle((at + 45, 240, at + 125, 306), 12, fill=accent)
        pen.rectangle((at + 18, 420, at + 152, 560), fill=ground)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _tell_requests(now, assets, people) -> None:
    designer, asker = people["designer"], people["promoter"]
    for at, (state, title, brief, sizes, due) in enumerate(BRIEFS):
        with clock.at(now - timedelta(days=12)):
            day = (now + timedelta(days=due)).date()
            row = requests.ask(what="other", title=title, brief=brief, sizes=sizes, due_on=day, by=asker)
            if state == "asked":
                continue
            requests.take(row, by=designer)
        if state == "designing":
            continue
        with clock.at(now - timedelta(days=8)):
            requests.deliver(row, [assets[at]], by=designer)
        with clock.at(now - timedelta(days=7)):
            if state == "approved":
                requests.approve(row, by=asker, reason="可以用了")
            elif state == "changes":
                requests.ask_changes(row, by=asker, reason="杯子再往左一点，标题位置不够")


def _tell_pages(now, assets, people) -> None:
    """The home page of the members' store waits with one tick for a moment; that of the first store was looked through."""
    member = Page.objects.get(store__code="member", slug=Page.HOME)
    data = {"title": "会员日", "slides": [{"picture_id": one.file_id} for one in assets[:2]]}
    for place, one in enumerate(assets[:2], start=1):
        data |= {f"asset{place}": one.pk, f"caption{place}": one.title, f"alt{place}": one.alt, f"link{place}": "c/"}
    questions = {"title": "常见问题", "question1": "多久发货？", "answer1": "17:00 前付款的订单当日审核，48 小时内发出。",
                 "question2": "怎么看批号？", "answer2": "商品页写明正在发出的批号与效期，订单里能看到每一件的批号。"}  # fmt: skip
    pages.add_block(member, "carousel", data, seen=0, by=people["designer"])
    pages.add_block(member, "questions", questions, seen=1, by=people["designer"])
    deciding.tick(member, deciding.COPY, seen=2, by=people["promoter"])
    deciding.submit(member, seen=2, by=people["designer"], reason="会员日换新首页", publish_at=now + timedelta(days=2))
    home = Page.objects.get(store=Store.objects.default().get(), slug=Page.HOME)
    if not home.measures.exists():
        measuring.keep(home.live)
    looking.keep(
        home, layout="首屏标题清楚，分类一行放得下", colour="绿色与橙色对比足够", speed="图片都在 200 kB 以内", next_step="新品区上移一屏",
        by=people["designer"],
    )  # fmt: skip
