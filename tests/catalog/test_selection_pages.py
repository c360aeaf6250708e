"""The pages of the market, of selection and of suppliers: entered on a phone, scored, voted on, verified."""
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image

from catalog.models import CompetitorProduct, MarketSurvey, PriceAlarm, PriceObservation, SelectionProposal, Supplier, SupplierLicence
from catalog.selection.backoffice.votes import ProposalApprove
from catalog.selection.services import proposals, surveys
from microstore.core import approvals, clock
from microstore.core.declarations import Post
from microstore.core.errors import Refused
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_listed, make_shelf
from tests.factories.selection import in_review, make_proposal, make_rival, seen, voted
from tests.factories.suppliers import make_licence, make_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_rights")]


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, "PNG")
    return buffer.getvalue()


def office(path: str) -> str:
    return f"/backoffice/catalog/{path}"


@pytest.fixture
def as_post(client):
    def sign(post):
        person = make_staff(post=post)
        sign_in(client, person)
        return person.user

    return sign


def test_price_of_a_new_product_is_noted_with_a_photo_that_only_colleagues_see(client, as_post):
    as_post(Post.LISTING)
    shop = make_rival(name="老产品").competitor
    given = {"competitor": shop.pk, "name": "叶黄素软糖", "spec": "60粒", "price_fen": "118.00", "promo": "满199减30",
             "seen_on": clock.today().isoformat(), "source": "shop", "url": "",
             "screenshot": SimpleUploadedFile("shelf.png", photo(), "image/png")}
    answer = client.post(office("observations/new/"), given)
    look = PriceObservation.objects.select_related("rival", "screenshot").get()
    assert (answer.status_code, answer.url) == (302, look.rival.get_absolute_url())
    assert (look.price_fen, look.promo, look.rival.name, look.rival.newest_fen) == (11800, "满199减30", "叶黄素软糖", 11800)
    assert (look.screenshot.is_private, look.screenshot.content_type) == (True, "image/webp")
    picture = office(f"observations/{look.pk}/picture/")
    assert client.get(picture)["Content-Type"] == "image/webp"
    as_post(Post.SHIPPER)
    assert client.get(picture).status_code == 403


def test_quick_entry_wants_a_product(client, as_post):
    as_post(Post.LISTING)
    answer = client.post(office("observations/new/"), {"price_fen": "9", "seen_on": clock.today().isoformat(), "source": "page"})
    assert answer.status_code == 422
    assert not CompetitorProduct.objects.exists()


def test_page_of_a_competitors_product_draws_the_curve_and_the_gap(client, as_post):
    as_post(Post.LISTING)
    product = make_listed()
    rival = make_rival(product.skus.get())
    seen(rival, 14000, days_ago=9), seen(rival, 13000)
    page = client.get(rival.get_absolute_url()).content.decode()
    assert '<svg class="chart"' in page and "+16 %" in page and "¥130.00" in page
    assert "+16 %" in client.get(product.get_absolute_url()).content.decode()


def test_alarm_is_answered_by_its_owner_from_the_page(client, as_post):
    as_post(Post.LISTING)
    seen(make_rival(make_listed().skus.get()), 9000)
    alarm = PriceAlarm.objects.get()
    assert '<svg class="chart"' in client.get(alarm.get_absolute_url()).content.decode()
    assert client.post(f"{alarm.get_absolute_url()}answer/", {"reason": "跟价方案周五上会"}).status_code == 302
    alarm.refresh_from_db()
    assert (alarm.state, alarm.answer) == ("answered", "跟价方案周五上会")


def test_survey_is_confirmed_by_product_and_answered_by_marketing(client, as_post):
    as_post(Post.LISTING)
    rival = make_rival()
    assert client.post(office("surveys/new/")).status_code == 302
    survey = MarketSurvey.objects.get()
    assert f'href="{survey.get_absolute_url()}">{clock.today():%Y-%m}</a>' in client.get(office("surveys/")).content.decode()
    client.post(office(f"rivals/{rival.pk}/look/"), {"price_fen": "130", "promo": "满减", "seen_on": clock.today(), "source": "page"})
    assert "满减" in client.get(survey.get_absolute_url()).content.decode()
    assert client.post(f"{survey.get_absolute_url()}confirm/", {"summary": "天和堂满减"}).status_code == 302
    as_post(Post.MARKETING_MANAGER)
    assert client.post(f"{survey.get_absolute_url()}strategy/", {"strategy": "不跟满减，送检验报告"}).status_code == 302
    survey.refresh_from_db()
    assert (survey.state, survey.summary, survey.strategy) == ("confirmed", "天和堂满减", "不跟满减，送检验报告")
    assert survey.rows[0]["what"] in (surveys.NEW, surveys.SAME)


@pytest.mark.duty("P1")
def test_proposal_walks_from_the_form_to_the_product_draft(client, as_post):
    buyer = as_post(Post.PRODUCT_MANAGER)
    shelf = make_shelf()
    day = clock.today() + timedelta(days=40)
    client.post(office("proposals/new/"), {
        "name": "康养牌叶黄素软胶囊", "product_class": "health_food", "category": shelf["category"].pk, "supplier": shelf["supplier"].pk,
        "spec": "60粒", "purchase_fen": "60", "planned_fen": "128", "planned_on": day.isoformat()})
    proposal = SelectionProposal.objects.get()
    assert (proposal.proposed_by, proposal.margin_per_cent) == (buyer, 53)
    filled = client.get(f"{proposal.get_absolute_url()}score/").context["form"]
    assert [filled[f"{one}_points"].value() for one in ("demand", "quality", "supplier", "margin")] == [None, 3, 3, 5]
    criteria = ("demand", "quality", "supplier", "margin")
    given = {f"{one}_points": 4 for one in criteria} | {f"{one}_evidence": "有据" for one in criteria}
    client.post(f"{proposal.get_absolute_url()}score/", given)
    assert client.post(f"{proposal.get_absolute_url()}hand-in/").status_code == 302
    assert client.get(f"{proposal.get_absolute_url()}vote/").status_code == 409
    voted(proposal, True, True, True)
    as_post(Post.WAREHOUSE_LEAD)
    client.post(f"{proposal.get_absolute_url()}vote/", {"is_yes": "yes", "reason": "库位充足"})
    proposal.refresh_from_db()
    assert proposal.state == "approved"
    as_post(Post.PRODUCT_MANAGER)
    answer = client.post(f"{proposal.get_absolute_url()}make/")
    proposal.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, proposal.product.get_absolute_url())
    assert proposal.number in client.get(answer.url).content.decode()


@pytest.mark.parametrize(("post", "is_open"), [(Post.SERVICE, True), (Post.OPERATIONS, True), (Post.QUALITY, False), (Post.FINANCE, False)])
def test_vote_is_offered_to_the_four_departments_alone(client, as_post, post, is_open):
    proposal = in_review()
    as_post(post)
    page = client.get(proposal.get_absolute_url())
    assert (page.status_code, f"{proposal.get_absolute_url()}vote/" in page.content.decode()) == (200, is_open)


def test_who_comes_second_to_a_decision_reads_so_and_nothing_breaks(as_post):
    proposal = make_proposal()
    proposals.ask_exception(proposal, reason="既有商品建档", by=proposal.proposed_by)
    director = as_post(Post.DIRECTOR)
    page = ProposalApprove()
    assert page.facts(proposal)
    approvals.decide(approvals.waiting_about(proposal), yes=False, reason="不在计划内", by=director)
    assert page.facts(proposal) == []
    with pytest.raises(Refused):
        page.perform(proposal, None, director)


def test_licence_is_recorded_verified_and_the_supplier_qualified_by_three_clicks(client, as_post):
    as_post(Post.PURCHASING)
    client.post(office("suppliers/new/"), {"code": "S77", "name": "新供应商"})
    supplier = Supplier.objects.get(code="S77")
    given = {"kind": "food_biz", "number": "JY14401060000077", "scope": ["health_food"],
             "valid_until": (clock.today() + timedelta(days=300)).isoformat(),
             "scan_file": SimpleUploadedFile("licence.pdf", b"%PDF-1.4", "application/pdf")}
    assert client.post(office("suppliers/S77/licences/new/"), given).status_code == 302
    licence = SupplierLicence.objects.get(supplier=supplier)
    assert client.get(office(f"supplier-licences/{licence.pk}/scan/"))["Content-Type"] == "application/pdf"
    assert client.post(office(f"supplier-licences/{licence.pk}/verify/"), {"reason": "公示系统"}).status_code == 403
    as_post(Post.PRODUCT_MANAGER)
    assert client.post(office(f"supplier-licences/{licence.pk}/verify/"), {"reason": "公示系统"}).status_code == 302
    assert client.post(office("suppliers/S77/ask/"), {"reason": "首营"}).status_code == 302
    as_post(Post.QUALITY)
    assert client.post(office("suppliers/S77/qualify/"), {"reason": "合格"}).status_code == 302
    supplier.refresh_from_db()
    assert supplier.state == "qualified"


def test_wrong_licence_number_is_said_on_the_form(client, as_post):
    as_post(Post.PURCHASING)
    make_supplier("S5", "某供应商")
    with override("zh-hans"):
        answer = client.post(office("suppliers/S5/licences/new/"), {"kind": "food_biz", "number": "XX1", "scope": ["health_food"]})
    assert answer.status_code == 422
    assert Supplier.objects.get(code="S5").licences.count() == 1


LISTS = [
    "competitors/", "competitors/?is_active=true", "rivals/?linked=true", "rivals/?linked=false&q=葡萄", "observations/?promo=true",
    "price-alarms/?state=open&mine=true", "surveys/", "proposals/?state=in_review", "proposals/?made=true", "suppliers/?state=qualified",
    "suppliers/?ending=true", "suppliers/?low=true", "suppliers/?covers=health_food&q=S9", "suppliers/?sort=-score", "supplier-licences/",
    *(f"supplier-licences/?standing={one}" for one in SupplierLicence.Standing.values), "supplier-tallies/?kind=late"]


def test_lists_open_with_each_filter(client, as_post):
    as_post(Post.PRODUCT_MANAGER)
    seen(make_rival(make_listed().skus.get()), 9000, promo="满减")
    in_review()
    make_proposal()
    make_licence(make_supplier(), valid_until=clock.today())
    assert [address for address in LISTS if client.get(office(address)).status_code != 200] == []
