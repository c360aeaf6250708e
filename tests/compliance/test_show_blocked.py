"""What colleagues see of the law while they write, of what it stopped, and of what is excused."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from catalog.services import products
from customerservice.models import Script
from customerservice.services import scripts
from microstore.compliance.models import Exemption, StoppedText
from microstore.compliance.norms import SCAN_RATE
from microstore.compliance.publishing import place_of, places
from microstore.compliance.services import door, exemptions, rereading
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_draft, make_listed, make_person
from tests.factories.conversations import make_script

pytestmark = pytest.mark.django_db
SCAN = "/backoffice/compliance/scan/"


@pytest.fixture
def person(client):
    user = make_person()
    client.force_login(user)
    return user


def ask(client, texts, **more):
    return client.post(SCAN, json.dumps({"texts": texts, **more}), content_type="application/json")


def test_words_are_read_while_they_are_written(client, person):
    found = ask(client, {"title": "🍵 本品治疗失眠", "note": "每日一片"}).json()["fields"]
    assert found["title"]["marks"] == [[5, 7, "block"], [7, 9, "block"]]  # a script counts the cup twice
    assert "《" in found["title"]["html"] and "治疗" in found["title"]["html"]
    assert (found["note"]["marks"], found["note"]["html"], found["note"]["level"]) == ([], "", "pass")


def test_the_kind_the_goods_and_the_certificate_count(client, person):
    claim = {"text": "有助于改善睡眠"}
    assert ask(client, claim, functions=["HF06"]).json()["fields"]["text"]["level"] == "pass"
    assert ask(client, claim, functions=["HF06"], goods="ordinary_food").json()["fields"]["text"]["level"] == "block"
    assert ask(client, {"text": "限时热销"}, kind="sms").json()["fields"]["text"]["level"] == "block"
    assert ask(client, {"text": "倍健牌减肥茶"}, name="倍健牌减肥茶").json()["fields"]["text"]["level"] == "pass"


def test_people_fields_are_read_with_their_label(client, person):
    assert ask(client, {"suitable_population": "便秘者"}).json()["fields"]["suitable_population"]["marks"] == []
    assert ask(client, {"suitable_population": "想治疗失眠者"}).json()["fields"]["suitable_population"]["marks"][0][:2] == [1, 3]


def test_the_suggested_wording_can_be_put_in(client, person):
    html = ask(client, {"text": "提高免疫力"}, functions=["HF01"]).json()["fields"]["text"]["html"]
    assert 'data-put="有助于增强免疫力"' in html
    html = ask(client, {"text": "提高免疫力"}, functions=["HF06"]).json()["fields"]["text"]["html"]
    assert 'data-put=""' in html
    assert "data-put" not in ask(client, {"text": "采用发明专利"}).json()["fields"]["text"]["html"]


def test_what_people_typed_is_escaped(client, person):
    html = ask(client, {"text": "<img src=x onerror=alert(1) alt=治疗>"}).json()["fields"]["text"]["html"]
    assert "<img" not in html


@pytest.mark.parametrize("body", [
    "", "[]", "{}", '{"texts": 5}', '{"texts": {"a": 5}}', '{"texts": {}, "kind": "nonsense"}', '{"texts": {}, "goods": "x"}'])
def test_what_no_script_of_ours_sends_is_refused(client, person, body):
    assert client.post(SCAN, body, content_type="application/json").status_code == 400


def test_nobody_scans_without_end(client, person):
    answers = [ask(client, {"a": "一"}).status_code for _ in range(SCAN_RATE.value + 1)]
    assert answers[:-1] == [200] * SCAN_RATE.value and answers[-1] == 429


def test_only_those_who_write_have_texts_scanned(client):
    call_command("sync_roles", verbosity=0)
    for post, status in ((Post.LISTING, 200), (Post.SERVICE, 200), (Post.DESIGNER, 200), (Post.SHIPPER, 403)):
        client.force_login(make_staff(post).user)
        assert ask(client, {"a": "一"}).status_code == status, post


@pytest.mark.parametrize("address", ["product-new", "script-new", "promotion-new", "text-trial"])
def test_forms_bring_the_script_and_mark_their_fields(client, person, address):
    page = client.get(reverse(f"backoffice:{address}")).content.decode()
    assert "js/office/claims.js" in page and 'data-scan-url="/backoffice/compliance/scan/"' in page


def test_without_a_script_saving_says_the_same(client, person):
    given = {"name": "降糖节特惠", "starts_at": "2026-12-01T00:00", "ends_at": "2026-12-02T00:00", "steps": "200 20"}
    answer = client.post(reverse("backoffice:promotion-new"), given)
    page = answer.content.decode()
    assert answer.status_code == 422 and "降糖" in page and "《" in page
    script = scripts.write(Script(title="回访", shortcut="back", stage="aftersale", text="这款可以治疗失眠"), by=person)
    page = client.get(reverse("backoffice:script", args=[script.pk])).content.decode()
    assert 'class="h-block">治疗' in page and "《" in page


def test_the_queue_shows_text_law_suggestion_and_where_to_mend(client, person, rules_of_tomorrow):
    product = make_listed()
    rules_of_tomorrow("葡萄籽提取")
    rereading.read_again()
    stopped = StoppedText.objects.get()
    assert "葡萄籽提取" in client.get("/backoffice/compliance/blocked/?state=open").content.decode()
    page = client.get(f"/backoffice/compliance/blocked/{stopped.pk}/").content.decode()
    assert 'class="h-block">葡萄籽提取' in page and "《广告法》第九条" in page
    assert reverse("backoffice:product", args=[product.code]) in page


def doubtful(**more):
    """A product whose description cites a patent, which asks for evidence."""
    return make_draft(description="软胶囊，采用专利技术，100粒装。", **more)


def test_an_exemption_excuses_the_exact_words_in_one_place():
    quality, other = make_person(), doubtful()
    script = make_script(text="采用专利技术，100粒装")
    place = place_of(script)
    assert door.read_row(place, script).level == "review"
    exemptions.excuse(place, script, "采用专利技术", reason="专利号 ZL2020…", until=clock.today() + timedelta(days=90), by=quality)
    assert door.read_row(place, script).level == "pass"
    assert other.newest_revision.verdict == "review"
    script.text = "采用了专利技术，100粒装"
    assert door.read_row(place, script).level == "review"


def test_the_draft_of_a_product_is_excused_before_it_is_submitted():
    product, quality = doubtful(), make_person()
    exemptions.excuse(place_of(product), product, "采用专利技术", reason="专利号", until=clock.today(), by=quality)
    products.edit(product, facts={"storage": "密封，置阴凉干燥处。"}, by=quality)
    assert product.newest_revision.verdict == "pass"


def test_an_exemption_ends():
    quality, script = make_person(), make_script(text="采用专利技术")
    place = place_of(script)
    row = exemptions.excuse(place, script, "采用专利技术", reason="专利号", until=clock.today(), by=quality)
    with clock.at(clock.now() + timedelta(days=1)):
        assert door.read_row(place, script).level == "review"
    assert door.read_row(place, script).level == "pass"
    exemptions.end(row, reason="专利失效", by=quality)
    assert door.read_row(place, script).level == "review"
    with pytest.raises(Refused):
        exemptions.end(row, reason="再来", by=quality)


@pytest.mark.parametrize(("text", "phrase"), [
    ("这款可以治疗失眠", "可以治疗失眠"), ("采用专利技术", "专利配方"), ("每日一片", "每日一片"), ("采用专利技术", " ")])
def test_what_is_blocked_absent_or_harmless_is_not_excused(text, phrase):
    script = make_script(text=text)
    with pytest.raises(Refused):
        exemptions.excuse(place_of(script), script, phrase, reason="理由", until=clock.today(), by=make_person())
    assert Exemption.objects.count() == 0


def test_an_exemption_has_an_end_within_the_norm():
    script = make_script(text="采用专利技术")
    for until in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=366)):
        with pytest.raises(Refused):
            exemptions.excuse(place_of(script), script, "采用专利技术", reason="理由", until=until, by=make_person())


def test_quality_excuses_from_the_remark_on_the_page(client, person):
    script = make_script(text="采用专利技术")
    page = client.get(reverse("backoffice:script", args=[script.pk])).content.decode()
    address = reverse("backoffice:excuse", args=[places["customerservice.script"].code, script.pk])
    assert address in page
    given = {"text": "专利技术", "until": clock.today().isoformat(), "reason": "专利号 ZL202010000001.1"}
    assert client.post(address, given).status_code == 302
    assert Exemption.objects.get().by == person
    assert client.get("/backoffice/compliance/exemptions/").status_code == 200


def test_only_quality_excuses(client):
    call_command("sync_roles", verbosity=0)
    script = make_script(text="采用专利技术")
    address = reverse("backoffice:excuse", args=["customerservice.script", script.pk])
    for post, status in ((Post.QUALITY, 200), (Post.PRODUCT_MANAGER, 403), (Post.DIRECTOR, 403)):
        client.force_login(make_staff(post).user)
        assert client.get(address).status_code == status, post
