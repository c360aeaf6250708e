"""The agent's desk: take, answer, ask inside, resolve; what the rule book stops; who sees what."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Listing
from customerservice.models import ChatMessage, Conversation, Inquiry, Remark, Wait
from customerservice.services import scripts
from customerservice.services.conversations import ending, handing, reading
from customerservice.services.conversations.talking import Blocked
from microstore.accounts.services import consents
from microstore.core import approvals
from microstore.core.declarations import Department, Post
from microstore.core.errors import Changed, Refused
from microstore.core.events import deliver_all
from microstore.core.models import Event
from microstore.messaging.models import Message
from tests.factories.accounts import sign_in
from tests.factories.conversations import answer, hear, make_agent, make_script
from tests.factories.logistics import shipped
from tests.factories.orders import make_customer, make_sku, make_store

pytestmark = pytest.mark.django_db
CURE = "这款可以治疗糖尿病，根治失眠"


def at_desk(agent) -> Client:
    client = Client()
    sign_in(client, agent)
    return client


@pytest.mark.duty("L16")
def test_what_the_rule_book_blocks_is_not_sent_and_the_text_stays():
    agent = make_agent()
    row = hear()
    response = at_desk(agent).post(f"/backoffice/desk/{row.number}/say/", {"text": CURE, "token": "t"})
    page = response.content.decode()
    assert response.status_code == 422
    assert CURE in page
    assert "广告法" in page
    row.refresh_from_db()
    assert (row.state, row.messages.count(), Wait.objects.get().ended_at) == ("new", 1, None)


def test_insisting_does_not_send_what_is_blocked():
    agent, row = make_agent(), hear()
    with pytest.raises(Blocked):
        answer(row, agent, CURE, is_sure=True)
    assert row.messages.count() == 1


def test_the_same_answer_sent_twice_is_one():
    agent, row = make_agent(), hear()
    client = at_desk(agent)
    for _again in range(2):
        client.post(f"/backoffice/desk/{row.number}/say/", {"text": "您好", "token": "same"})
    assert row.messages.filter(author="agent").count() == 1


def test_an_agent_does_not_answer_what_a_colleague_has():
    mine, other = make_agent(name="甲"), make_agent(name="乙", online=False)
    row = hear()
    with pytest.raises(Changed):
        answer(row, other)
    assert (row.assignee, row.messages.count()) == (mine, 1)


def test_a_prepared_caution_passes_the_rule_book_and_is_kept_as_one():
    agent = make_agent()
    sku = make_sku(make_store())
    row = hear("我怀孕20周，爸爸吃降压药，孩子和肝病的能吃吗，爷爷呢", product=sku.product)
    assert row.groups == sorted(reading.groups())
    client = at_desk(agent)
    assert "标签标明的不适宜人群" in client.get(f"/backoffice/desk/{row.number}/").content.decode()
    for code in reading.groups():
        assert client.post(f"/backoffice/desk/{row.number}/say/", {"caution": code}).status_code == 302
    assert set(row.messages.exclude(caution="").values_list("caution", flat=True)) == set(reading.groups())
    assert "孕妇" in row.messages.get(caution="pregnant").text


def test_resolving_without_the_caution_needs_a_note():
    agent, row = make_agent(), hear("孕妇能吃吗")
    answer(row, agent)
    with pytest.raises(Refused):
        ending.resolve(row, theme="product", by=agent)
    row.refresh_from_db()
    assert row.state == "waiting_customer"
    ending.resolve(row, theme="product", note="替同事问，已电话说明", by=agent)
    row.refresh_from_db()
    assert (row.state, row.theme) == ("resolved", "product")


def test_a_department_is_asked_and_its_answer_comes_back_as_a_note():
    agent, row = make_agent(), hear()
    answer(row, agent, "我帮您问一下")
    asked = ending.ask_inside(row, department=Department.PRODUCT, question="能和鱼油一起吃吗", by=agent)
    row.refresh_from_db()
    assert row.state == "waiting_internal"
    manager = make_agent(name="钱进", online=False, post=Post.PRODUCT_MANAGER, department=Department.PRODUCT, rights=("answer_inquiry",))
    client = at_desk(manager)
    assert "能和鱼油一起吃吗" in client.get("/backoffice/inquiries/").content.decode()
    assert row.number in client.get(f"/backoffice/inquiries/{asked.pk}/").content.decode()
    client.post(f"/backoffice/inquiries/{asked.pk}/answer/", {"text": "可以，间隔半小时", "seen": ""})
    deliver_all()
    row.refresh_from_db()
    asked.refresh_from_db()
    assert (row.state, asked.answer_text, asked.answered_by) == ("open", "可以，间隔半小时", manager)
    assert "可以，间隔半小时" in Remark.objects.latest("pk").text
    assert Message.objects.filter(template_code="customerservice.answered_inside", user=agent).count() == 1


def test_another_department_does_not_see_the_question():
    agent, row = make_agent(), hear()
    asked = ending.ask_inside(row, department=Department.PRODUCT, question="？？", by=agent)
    stranger = make_agent(online=False, post=Post.SHIPPER, department=Department.WAREHOUSE, rights=("answer_inquiry",))
    assert at_desk(stranger).get(f"/backoffice/inquiries/{asked.pk}/answer/").status_code == 404
    assert Inquiry.objects.get().answer_text == ""


def test_notes_of_colleagues_are_not_shown_to_the_customer():
    agent, customer = make_agent(), make_customer()
    row = hear(customer=customer)
    ending.remark(row, "内部：老客户", by=agent)
    client = Client()
    sign_in(client, customer)
    assert "老客户" not in client.get("/chat/").content.decode()


def test_handing_over_needs_a_note_and_somebody_of_the_store():
    store = make_store()
    mine, other = make_agent(name="甲"), make_agent(name="乙")
    foreign = make_agent(name="外店", all_stores=False)
    row = hear(store=store)
    handing.take(row, by=mine, seen_assignee=row.assignee_id)
    for agent, note in ((other, " "), (foreign, "请接手")):
        with pytest.raises(Refused):
            handing.transfer(row, agent, note=note, by=mine)
    row.refresh_from_db()
    assert row.assignee == mine
    handing.transfer(row, other, note="客户在等回电", by=mine)
    row.refresh_from_db()
    assert row.assignee == other


def test_a_conversation_of_another_store_is_not_found():
    foreign = make_agent(all_stores=False)
    row = hear(store=make_store("member"))
    parts = ("", "thread/", "take/", "resolve/", "reveal/")
    assert {at_desk(foreign).get(f"/backoffice/desk/{row.number}/{part}").status_code for part in parts} <= {403, 404}
    assert row.number not in at_desk(foreign).get("/backoffice/desk/?tab=all").content.decode()


def test_who_may_only_read_cannot_answer():
    reader = make_agent(online=False, rights=("view_conversation",))
    row = hear()
    client = at_desk(reader)
    assert client.get(f"/backoffice/desk/{row.number}/").status_code == 200
    assert client.post(f"/backoffice/desk/{row.number}/say/", {"text": "您好"}).status_code == 403
    assert row.messages.count() == 1


def test_lists_show_masked_digits():
    agent = make_agent()
    hear("我的电话 13812345678，卡号 6222 0212 3456 7890 123")
    page = at_desk(agent).get("/backoffice/desk/?tab=all").content.decode()
    assert "138****5678" in page
    assert "13812345678" not in page
    assert "6222" not in page


def test_the_desk_asks_as_much_for_forty_conversations_as_for_four():
    agent, store = make_agent(), make_store()
    client = at_desk(agent)

    def queries():
        client.get("/backoffice/desk/?tab=all")
        with CaptureQueriesContext(connection) as caught:
            client.get("/backoffice/desk/?tab=all")
        return len(caught)

    for number in range(4):
        hear(f"问题 {number}", store=store)
    few = queries()
    for number in range(36):
        hear(f"问题 {number}", store=store)
    assert queries() == few
    assert few <= 20


def test_the_queue_and_the_thread_answer_204_while_nothing_is_new():
    agent, customer = make_agent(), make_customer()
    row = hear(customer=customer)
    client = at_desk(agent)
    page = client.get(f"/backoffice/desk/{row.number}/?tab=mine")
    mark, last = page.context["mark"], page.context["last"]
    thread = f"/backoffice/desk/{row.number}/thread/?message={last[0]}&note={last[1]}"
    mark = client.get("/backoffice/desk/?tab=mine").context["mark"]
    assert client.get(f"/backoffice/desk-queue/?tab=mine&mark={mark}").status_code == 204
    assert client.get(thread).status_code == 204
    hear("新的话", customer=customer)
    assert "新的话" in client.get(thread).content.decode()
    assert client.get(f"/backoffice/desk-queue/?tab=mine&mark={mark}").status_code == 200


@pytest.mark.duty("C10", "C18")
def test_the_customers_facts_stand_beside_the_thread():
    agent, store = make_agent(), make_store()
    agent.user_permissions.add(*_right("orders", "view_order"))
    parcel = shipped(by=agent)
    customer = parcel.order.customer
    consent = consents.give(customer, "marketing_sms", source="checkout")
    earlier = hear("之前的问题", store=make_store("other"), customer=customer)
    row = hear("到哪了", store=store, customer=customer, order=parcel.order)
    page = at_desk(agent).get(f"/backoffice/desk/{row.number}/").content.decode()
    facts = [parcel.order.number, parcel.waybill, parcel.get_tracking_state_display(), earlier.number, consent.get_purpose_display()]
    assert [fact for fact in facts if str(fact) not in page] == []
    assert customer.phone[3:] not in page


@pytest.mark.duty("L16", "L17")
def test_instead_of_what_is_sold_out_goods_of_the_shelf_are_sent_as_a_card():
    agent, store = make_agent(), make_store()
    gone, there = make_sku(store).product, make_sku(store).product
    Listing.objects.update(product_class="health_food", in_stock=True)
    Listing.objects.filter(product=gone).update(in_stock=False)
    row = hear("还有货吗", store=store, product=gone)
    client, say = at_desk(agent), f"/backoffice/desk/{row.number}/say/"
    page = client.get(f"/backoffice/desk/{row.number}/").content.decode()
    assert f'name="product" value="{there.pk}"' in page and f'value="{gone.pk}"' not in page
    assert client.post(say, {"product": str(gone.pk)}).status_code == 422
    assert client.post(say, {"product": str(there.pk), "token": "t"}).status_code == 302
    assert [message.product for message in row.messages.filter(author="agent")] == [there]
    hear("我怀孕了", store=store, customer=row.customer)
    assert client.post(say, {"product": str(there.pk), "token": "u"}).status_code == 422


def _right(app, codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label=app, codename=codename)


def test_looking_at_the_phone_needs_a_reason_and_is_written_down():
    agent = make_agent()
    agent.user_permissions.add(*_right("accounts", "reveal_customer"))
    row = hear()
    url = f"/backoffice/desk/{row.number}/reveal/"
    client = at_desk(agent)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert row.customer.phone in client.post(url, {"reason": "回电"}).content.decode()
    assert Event.objects.filter(name="accounts.personal_data_revealed", by=agent).count() <= 1


def test_a_script_is_offered_only_after_somebody_else_approved_it():
    writer, lead = make_agent(), make_agent("approve_script")
    script = make_script(state="draft", shortcut="fahuo", text="您的订单会在48小时内发出。")
    row = hear()
    approval = scripts.submit(script, by=writer)
    assert "/fahuo" not in at_desk(writer).get(f"/backoffice/desk/{row.number}/").content.decode()
    approvals.decide(approval, yes=True, reason="可以", by=lead)
    handing.take(row, by=writer, seen_assignee=Conversation.objects.get(pk=row.pk).assignee_id)
    page = at_desk(writer).get(f"/backoffice/desk/{row.number}/?script={script.pk}").content.decode()
    assert "/fahuo" in page
    assert page.count("您的订单会在48小时内发出。") >= 2


def test_a_script_with_a_cure_is_not_handed_in():
    script = make_script(state="draft", text=CURE)
    with pytest.raises(Refused):
        scripts.submit(script, by=make_agent())
    script.refresh_from_db()
    assert script.state == "draft"


def test_the_wall_counts_who_was_within_the_standard():
    lead, agent = make_agent("watch_desk", name="周敏", online=False), make_agent(name="陈洁")
    row = hear()
    answer(row, agent)
    page = at_desk(lead).get("/backoffice/desk-wall/")
    assert page.context["share"] == 100
    assert [(one["name"], one["ended"], one["hit"]) for one in page.context["agents"] if one["ended"]] == [("陈洁", 1, 1)]
    assert at_desk(agent).get("/backoffice/desk-wall/").status_code == 403
    assert ChatMessage.objects.count() == 2


def test_conversations_are_found_by_a_whole_number_however_it_is_typed():
    row, other = hear(), hear()
    phone = row.customer.phone.removeprefix("+86")
    office = at_desk(make_agent())
    for typed in (phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}", f"+86{phone}"):
        page = office.get("/backoffice/conversations/", {"q": typed}).content.decode()
        assert row.number in page and other.number not in page
