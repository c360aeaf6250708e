"""Reviews: who may write, what is looked at first, on which grounds something is hidden, and what the card says."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from catalog.models import Listing
from customerservice.models import Review, ReviewReport
from customerservice.reviews import services as reviews
from customerservice.reviews.services import Words, reading
from customerservice.services.conversations.talking import Blocked
from microstore.core.declarations import Check
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from tests.factories.accounts import sign_in
from tests.factories.aftersales import delivered_order
from tests.factories.orders import make_customer, make_staff, make_store, packed_order

pytestmark = pytest.mark.django_db
CLAIM = "包装很好。吃了一个月治好了我的糖尿病！物流快。"


def line_of(order=None):
    return (order or delivered_order()).lines.get()


def written(text="包装完好，口味不错。", stars=5, line=None, **more) -> Review:
    line = line or line_of()
    return reviews.write(line, Words(stars, text, **more), customer=line.order.customer)


def card_of(row) -> Listing:
    return Listing.objects.get(product=row.product, store=row.store)


def books_are_clean():
    return [s for check in Check.registry if check.find.__module__.startswith("customerservice.reviews") for s in check.find()]


# ── who may write ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_goods_that_have_not_arrived_cannot_be_reviewed():
    line = line_of(packed_order())
    with pytest.raises(Refused):
        written(line=line)
    assert Review.objects.count() == 0


def test_only_the_buyer_reviews():
    with pytest.raises(Refused):
        reviews.write(line_of(), Words(5, "好"), customer=make_customer())
    assert Review.objects.count() == 0


def test_a_colleague_who_bought_does_not_review():
    line = line_of()
    colleague = make_staff(phone=None)
    colleague.phone = line.order.customer.phone
    line.order.customer.user.phone = None
    line.order.customer.user.save()
    colleague.save()
    with pytest.raises(Refused):
        written(line=line)
    assert Review.objects.count() == 0


def test_one_line_has_one_review():
    line = line_of()
    first, again = written("第一次。", line=line), written("第二次。", line=line)
    assert (again.pk, again.text) == (first.pk, "第一次。")
    assert Review.objects.count() == 1


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_go_from_one_to_five(stars):
    with pytest.raises(Refused):
        written(stars=stars)


# ── what is looked at first ────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("stars", [1, 2, 3, 4, 5])
def test_a_clean_review_is_published_at_once_whatever_its_stars(stars):
    row = written("包装破了，客服态度不好。" if stars < 3 else "包装完好。", stars)
    assert (row.state, row.due_at) == ("published", None)


@pytest.mark.parametrize("stars", [1, 5])
def test_a_claim_waits_for_a_person_whatever_its_stars(stars):
    row = written(CLAIM, stars)
    assert row.state == "held"
    assert row.due_at is not None
    assert card_of(row).stars == []


def test_a_buyers_opinion_is_no_advertising_word():
    assert written("我觉得这是最好的一款，比别家好。").state == "published"


def test_silence_gives_no_stars():
    """Nobody is praised by a time-out: without words of the buyer there is no review."""
    order = delivered_order()
    deliver_all()
    assert Review.objects.count() == 0
    assert Listing.objects.get(product=order.lines.get().sku.product).stars == []


# ── decisions ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_claim_is_hidden_and_the_rest_is_shown():
    row = written(CLAIM)
    marked = reading.suggested(row)
    assert marked == {"1": "medical"}
    reviews.show(row, hidden=marked, reason="涉及疾病治疗，依法不予展示。", by=make_staff())
    row.refresh_from_db()
    assert row.text == CLAIM
    html = Client().get(f"/p/{row.product.slug}/reviews/").content.decode()
    assert "包装很好。" in html
    assert "糖尿病" not in html
    deliver_all()
    assert Message.objects.filter(user=row.customer.user, template_code="review.shown").count() == 1
    assert books_are_clean() == []


@pytest.mark.parametrize("ground", ["", "bad", "one_star"])
def test_nothing_is_hidden_for_being_bad(ground):
    row = written("很失望，不会再买。", 1)
    with pytest.raises(Refused):
        reviews.withhold(row, ground=ground, reason="差评", by=make_staff())
    with pytest.raises(Refused):
        reviews.show(row, hidden={"0": ground}, reason="差评", by=make_staff())
    row.refresh_from_db()
    assert (row.state, row.hidden, card_of(row).stars) == ("published", {}, [1, 0, 0, 0, 0])


def test_holding_back_needs_a_reason_is_kept_and_told():
    row = written("联系我 加微信返现。", 5)
    with pytest.raises(Refused):
        reviews.withhold(row, ground="unlawful", reason=" ", by=make_staff())
    person = make_staff()
    reviews.withhold(row, ground="unlawful", reason="引流信息。", by=person)
    row.refresh_from_db()
    assert (row.state, row.ground, row.decision, row.decided_by) == ("withheld", "unlawful", "引流信息。", person)
    assert row.text == "联系我 加微信返现。"
    assert Event.objects.about(row).filter(name="review.withheld").get().reason == "引流信息。"
    deliver_all()
    assert Message.objects.filter(user=row.customer.user, template_code="review.withheld").count() == 1


def test_the_database_keeps_no_review_back_without_a_ground():
    row = written()
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=row.pk).update(state="withheld")


def test_all_sentences_cannot_be_hidden_one_by_one():
    row = written("治好了糖尿病。")
    with pytest.raises(Refused):
        reviews.show(row, hidden={"0": "medical"}, reason="疾病", by=make_staff())
    assert Review.objects.get().state == "held"


def test_nobody_may_delete_or_pin_a_review():
    from django.contrib.auth.models import Permission

    names = set(Permission.objects.filter(content_type__model="review").values_list("codename", flat=True))
    assert names == {"view_review", "moderate_review"}
    assert not {field.name for field in Review._meta.fields} & {"pin", "pinned", "position", "is_top"}


# ── the card ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_card_counts_what_is_published():
    order = delivered_order()
    line = order.lines.get()
    row = written("一般。", 2, line=line)
    assert (card_of(row).stars, card_of(row).rating, card_of(row).review_count) == ([0, 1, 0, 0, 0], "2.0", 1)
    reviews.withhold(row, ground="privacy", reason="含他人电话。", by=make_staff())
    assert card_of(row).stars == []
    reviews.show(row, hidden={}, reason="", by=make_staff())
    assert card_of(row).stars == [0, 1, 0, 0, 0]
    assert books_are_clean() == []


@pytest.mark.parametrize(
    ("stars", "rating"), [([0, 0, 0, 0, 0], ""), ([0, 0, 0, 1, 1], "4.5"), ([1, 0, 0, 0, 2], "3.7"), ([0, 0, 1, 1, 18], "4.9")]
)
def test_the_average_is_exact_to_one_decimal(stars, rating):
    assert Listing(stars=stars).rating == rating


def test_reviews_of_another_store_stand_on_no_page_here():
    row = written("只在这家店。")
    other = make_store("other")
    there = {"is_on": True, "listed_at": row.written_at, "slug": row.product.slug, "title": "x", "price_fen": 1}
    Listing.objects.create(store=other, product=row.product, **there)
    assert "只在这家店。" not in Client().get(f"/s/other/p/{row.product.slug}/reviews/").content.decode()


def test_the_product_page_is_drawn_anew_by_a_review(client):
    line = line_of()
    page = f"/p/{line.sku.product.slug}/"
    client.get(page)
    written("刚写的评价。", 4, line=line)
    html = client.get(page).content.decode()
    assert "刚写的评价。" in html
    assert "4.0" in html


# ── the page ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_newest_first_low_first_and_pictures_without_a_script(client):
    first = written("甲：很好。", 5)
    Review.objects.filter(pk=first.pk).update(written_at="2026-01-01T00:00:00Z")
    for stars, text in ((1, "乙：不好。"), (3, "丙：一般。")):
        line = line_of()
        row = written(text, stars, line=line)
        Review.objects.filter(pk=row.pk).update(product=first.product, written_at=f"2026-01-0{5 - stars}T00:00:00Z")
    html = client.get(f"/p/{first.product.slug}/reviews/").content.decode()
    assert html.index("乙") < html.index("丙") < html.index("甲")
    html = client.get(f"/p/{first.product.slug}/reviews/?sort=low").content.decode()
    assert html.index("乙") < html.index("丙") < html.index("甲")
    assert "甲" not in client.get(f"/p/{first.product.slug}/reviews/?sort=pictures").content.decode()
    assert client.get(f"/p/{first.product.slug}/reviews/?sort=best&after=junk").status_code == 200


def test_a_buyer_writes_on_the_page_and_a_guest_is_sent_to_the_door(client):
    order = delivered_order()
    line, browser = order.lines.get(), Client()
    page = f"/orders/{order.number}/review/{line.pk}/"
    assert client.get(page).status_code == 302
    sign_in(browser, order.customer)
    assert page in browser.get(f"/orders/{order.number}/").content.decode()
    assert browser.post(page, {"text": "忘了打分"}).status_code == 422
    assert browser.post(page, {"stars": "4", "text": "电话 13812345678 联系"}).status_code == 302
    assert page not in browser.get(f"/orders/{order.number}/").content.decode()
    shown = client.get(f"/p/{line.sku.product.slug}/reviews/").content.decode()
    assert "13812345678" not in shown
    assert "138****5678" in shown


def test_somebody_elses_line_is_not_found():
    order, browser = delivered_order(), Client()
    sign_in(browser, make_customer())
    assert browser.get(f"/orders/{order.number}/review/{order.lines.get().pk}/").status_code == 404


# ── reply and report ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_shops_reply_is_read_by_the_rule_book():
    row = written("还行。", 3)
    with pytest.raises(Blocked):
        reviews.reply(row, text="本品可以治疗糖尿病", by=make_staff())
    row.refresh_from_db()
    assert row.reply == ""
    reviews.reply(row, text="谢谢您的反馈，我们会改进包装。", by=make_staff())
    deliver_all()
    assert Message.objects.filter(template_code="review.replied").count() == 1


def test_a_report_hides_nothing_and_asks_for_a_look():
    row, reader = written("广告广告。"), make_customer()
    for _again in range(2):
        reviews.report(row, ground="unlawful", customer=reader)
    row.refresh_from_db()
    assert (row.state, ReviewReport.objects.count()) == ("published", 1)
    assert row in Review.objects.waiting()
    reviews.settle_reports(row, reason="没有问题。", by=make_staff())
    assert list(Review.objects.waiting()) == []


def test_news_names_the_hidden_sentences():
    row = written(CLAIM)
    reviews.show(row, hidden={"1": "medical"}, reason="依法不展示。", by=make_staff())
    told = Event.objects.about(row).get(name="review.shown")
    assert told.facts["hidden"] == {"1": "medical"}


# ── the office ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_agent_decides_on_the_page(agent):
    row, desk = written(CLAIM), Client()
    desk.force_login(agent)
    assert "治好" in desk.get("/backoffice/buyer-reviews/?view=held").content.decode()
    page = desk.get(f"/backoffice/buyer-reviews/{row.pk}/show/").content.decode()
    assert "checked" in page
    address = f"/backoffice/buyer-reviews/{row.pk}/"
    assert desk.post(f"{address}show/", {"hidden": ["1"], "reason": "x"}).status_code == 422
    assert desk.post(f"{address}show/", {"hidden": ["1"], "ground": "medical", "reason": "依法不展示。"}).status_code == 302
    assert desk.post(f"{address}reply/", {"text": "谢谢。"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.hidden, row.reply, row.decided_by) == ("published", {"1": "medical"}, "谢谢。", agent)
    assert desk.get(address).status_code == 200


def test_closing_the_account_leaves_words_without_a_name():
    from customerservice import privacy
    from microstore.core import clock

    row = written("公开的话。", 4, is_named=True)
    kept = written(CLAIM)
    for each in (row, kept):
        privacy.forget_reviews(each.customer, clock.now())
        each.refresh_from_db()
    assert (row.text, row.shown_name, kept.text) == ("公开的话。", "", "***")
