"""Health reading: two people, no goods beside it."""

import pytest

from customerservice.articles import services as articles
from customerservice.models import Article
from microstore.core import approvals
from microstore.core.errors import Refused
from tests.factories.catalog import make_listed, make_person, make_shop

pytestmark = pytest.mark.django_db


def draft(by, **fields):
    body = "# 早餐\n\n谷物、蛋和奶。\n\n少油少盐。"
    values = {"title": "怎样安排一日三餐", "slug": "meals", "summary": "三餐定时，食物多样。", "body": body}
    return articles.write(Article(**{**values, **fields}), by=by)


def test_one_writes_and_another_publishes(client):
    author = make_person()
    row = draft(author)
    asked = articles.submit(row, by=author)
    assert client.get("/articles/meals/").status_code == 404
    with pytest.raises(Refused):
        approvals.decide(asked, yes=True, reason="好", by=author)
    approvals.decide(asked, yes=True, reason="核对无误", by=make_person())
    html = client.get("/articles/meals/").content.decode()
    assert "谷物、蛋和奶。" in html
    assert "怎样安排一日三餐" in client.get("/articles/").content.decode()


def test_no_goods_no_cart_and_no_phone_stand_beside_it(client):
    author, product = make_person(), make_listed(make_shop())
    row = draft(author)
    approvals.decide(articles.submit(row, by=author), yes=True, reason="核对无误", by=make_person())
    html = client.get("/articles/meals/").content.decode()
    for word in ("/p/", "/c/", "/cart/", "tel:", "400-000-0000", product.name):
        assert word not in html


@pytest.mark.parametrize("body", ["请看 /p/yuyou/ 页面。", "联系 13812345678。", "详见 https://example.com/x", "拨打 400-888-8888"])
def test_what_leads_to_a_seller_is_not_handed_in(body):
    author = make_person()
    row = draft(author, body=body)
    with pytest.raises(Refused):
        articles.submit(row, by=author)
    assert Article.objects.get().state == "draft"


def test_an_article_names_no_goods_of_the_shop():
    author, product = make_person(), make_listed(make_shop())
    row = draft(author, body=f"有人问起{product.name}。")
    with pytest.raises(Refused):
        articles.submit(row, by=author)


def test_what_is_published_is_withdrawn_before_it_is_changed(client):
    author = make_person()
    row = draft(author)
    approvals.decide(articles.submit(row, by=author), yes=True, reason="核对无误", by=make_person())
    row.refresh_from_db()
    with pytest.raises(Refused):
        articles.write(row, by=author)
    articles.withdraw(row, reason="有新的指南。", by=author)
    assert client.get("/articles/meals/").status_code == 404
    articles.write(row, by=author)


def test_who_still_edits_what_was_handed_in_meanwhile_changes_nothing():
    author = make_person()
    row = draft(author)
    seen_before = Article.objects.get()
    asked = articles.submit(row, by=author)
    seen_before.body = "换了的正文。"
    with pytest.raises(Refused):
        articles.write(seen_before, by=author)
    approvals.decide(asked, yes=True, reason="核对无误", by=make_person())
    assert (Article.objects.get().state, "谷物" in Article.objects.get().body) == ("published", True)
