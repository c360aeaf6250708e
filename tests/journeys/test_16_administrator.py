"""People, numbers and the machine: whoever hires, protects, hands over, changes with a reason, and restores on trial."""

import random
import re
from base64 import b32decode

import pytest
from django_otp.oath import totp
from playwright.sync_api import expect

from tests.journeys.people import DESK, Person
from tests.journeys.staff import PASSWORD, Colleague

pytestmark = pytest.mark.browser
SERIAL = f"{random.randint(1, 99999):05d}"
NUMBER = "campaign.chase_every"


@pytest.fixture
def newcomer(colleague):
    """``newcomer("营销专员")``: hired a moment ago by personnel; signed in on a first device."""
    username = f"new{SERIAL}{random.randint(10, 99)}"

    def hire(post: str) -> Colleague:
        personnel = colleague("hr")
        personnel.opens("staff/new/")
        personnel.fills({"姓名": f"新同事{SERIAL}", "用户名": username, "岗位": post, "可见全部店铺": "", "初始密码": PASSWORD})
        personnel.presses("保存", exact=False)
        personnel.sees(f"新同事{SERIAL}", post)
        person = colleague(username)
        person.record = re.search(r"staff/S\d+/", personnel.page.url)[0]
        return person

    return hire


@pytest.fixture
def stranger(browser, shop):
    """Somebody at the door of the back office with another browser."""
    person = Person(browser, shop, **DESK)
    yield person
    person.leave()


def test_a_new_colleague_signs_in_with_a_second_step_which_personnel_can_take_away(newcomer, stranger, colleague):
    person, personnel = newcomer("客服专员"), colleague("hr")
    secret, spare = sets_up_the_second_step(person)
    knocks(stranger, person)
    stranger.types("验证器上的六位数字", f"{totp(secret, drift=1):06d}")
    stranger.presses("继续")
    stranger.page.wait_for_url(re.compile(r"//[^/]+/backoffice/$"))
    signs_the_other_device_out(person)
    stranger.goes_to("/backoffice/me/")
    knocks(stranger, person)
    stranger.types("验证器上的六位数字", spare)
    stranger.presses("继续")
    stranger.page.wait_for_url(re.compile(r"//[^/]+/backoffice/$"))

    personnel.opens(person.record)
    personnel.acts("移除二次验证", {"原因": "手机丢失，已当面核实"}, sees="的二次验证。")
    person.opens("me/")
    person.sees("用户名")
    knocks(stranger, person, then=re.compile(r"//[^/]+/backoffice/$"))
    personnel.opens(person.record)
    personnel.acts("全部退出", {"原因": "换岗交接"}, sees="个登录。")
    stranger.goes_to("/backoffice/me/")
    stranger.sees("用户名")


def sets_up_the_second_step(person) -> tuple[bytes, str]:
    """The secret of the app, and one of the recovery codes."""
    person.opens("me/")
    person.presses("设置")
    words = person.page.locator("p.mono").inner_text().replace(" ", "")
    secret = b32decode(words + "=" * (-len(words) % 8))
    person.types("验证器上的六位数字", f"{totp(secret):06d}")
    person.presses("设置")
    person.sees("备用码")
    spare = person.page.locator("ol.mono li").first.inner_text().strip()
    person.presses("我已保存")
    return secret, spare


def knocks(stranger, person, *, then=re.compile("/second-step/")):
    stranger.goes_to("/backoffice/sign-in/")
    stranger.types("用户名", person.username)
    stranger.types("密码", PASSWORD, exact=True)
    stranger.presses("登录")
    stranger.page.wait_for_url(then)


def signs_the_other_device_out(person):
    person.opens("me/")
    person.sees("本机")
    person.page.get_by_role("button", name="让它退出").first.click()
    person.sees("已退出。")
    expect(person.page.get_by_role("button", name="让它退出")).to_have_count(0)


def test_whoever_leaves_hands_over_what_is_open(newcomer, colleague):
    person, personnel = newcomer("营销专员"), colleague("hr")
    person.opens("promotions/new/")
    person.opens("campaigns/new/")
    window = {"开始": "2030-01-01T00:00", "结束": "2030-01-08T00:00"}
    person.fills({"名称": f"交接活动{SERIAL}", "地址": f"handed-{SERIAL}", "康选官方旗舰店": "", **window})
    person.presses("保存", exact=False)
    campaign = re.search(r"campaigns/CA\d+-\d+/", person.page.url)[0]
    personnel.opens(person.record)
    personnel.act("停用账号").click()
    expect(personnel.page.locator("form.actform")).to_contain_text("活动草稿")
    successor = personnel.field("由谁接手")
    successor.select_option(value=successor.locator("option").filter(has_text="方晓").first.get_attribute("value"))
    personnel.types("原因", "合同到期")
    personnel.page.locator("form.actform button.push").click()
    personnel.sees("的账号已停用。", "已离职")
    heir = colleague("promoter")
    heir.opens(campaign)
    heir.sees("方晓")
    person.opens("")
    person.sees("用户名")


def test_a_number_of_the_register_changes_with_a_reason_that_the_audit_keeps(colleague):
    admin = colleague("admin")
    admin.opens("system/register/")
    row = f'tr:has-text("{NUMBER}")'
    before = int(admin.page.locator(row).locator("strong").inner_text())
    after, why = (25 if before != 25 else 24), f"营销部会议决定 {SERIAL}"
    admin.acts("修改", {"新值": str(after), "原因": why}, at=row, sees="已修改，十秒内处处生效。")
    admin.opens(f"system/audit/?q={SERIAL}")
    admin.presses("参数已修改")
    admin.sees(why, "沈一凡", NUMBER)
    told = admin.page.locator("main tbody tr").first.inner_text()
    assert re.findall(r"\d+", told) == [str(before), str(after)]
    assert admin.page.get_by_role("button", name="删除").count() == 0, "nobody takes a line out of the audit"


def test_what_runs_by_itself_is_seen_and_run_again(colleague):
    maintainer = colleague("maintainer")
    maintainer.opens("system/timetable/")
    maintainer.sees("正常")
    row = 'tr:has-text("marketing.watch_campaigns")'
    maintainer.acts("立即运行", at=row, sees="已提出，结果稍后显示在这里。")
    maintainer.reloads_until("正常", within=maintainer.page.locator(row))


@pytest.mark.full
def test_a_backup_is_made_and_restored_on_trial_from_the_page(colleague):
    maintainer = colleague("maintainer")
    maintainer.opens("system/backups/new/")
    maintainer.presses("保存", exact=False)
    waits_for_the_job(maintainer)
    maintainer.opens("system/backups/trial/")
    maintainer.presses("保存", exact=False)
    waits_for_the_job(maintainer)
    maintainer.opens("system/backups/")
    maintainer.page.locator("main table tbody").get_by_role("link").first.click()
    maintainer.sees("恢复用时", "订单总额")


def waits_for_the_job(person):
    """The newest job of the list, to its end."""
    person.opens("jobs/")
    person.waits_for(person.page.locator(".joblist li:first-child").filter(has_text="已完成"))
