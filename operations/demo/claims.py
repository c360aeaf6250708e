"""What the rules stopped in the demo company: a script written under older ones, one that was closed, a wording that quality lets stand."""

from datetime import timedelta

from customerservice.models import Script
from customerservice.services import scripts
from microstore.accounts.models import User
from microstore.compliance.models import StoppedText
from microstore.compliance.publishing import place_of
from microstore.compliance.services import exemptions, rereading, stopping
from microstore.core import approvals, clock

FORMER = [
    ("睡前关怀", "sleep", "presale", "您说的失眠我们能理解，这款可以帮助您改善睡眠、不用吃药，坚持一个疗程看看。"),
    ("换季问候", "season", "greeting", "换季了，提醒您预防感冒。我们是全网销量第一的老店，有需要随时找我。"),
]
DOUBTFUL = ("包衣工艺", "coating", "presale", "这款采用专利技术包衣（ZL202010345678.9），遇胃液后再崩解，请整片吞服。")
EXCUSED = "专利技术包衣（ZL202010345678.9）"


def load(now) -> None:
    """Harmless when it was told before. The former scripts stand as rows: the door would refuse them today."""
    if StoppedText.objects.exists():
        return
    quality, service, lead = (User.objects.get(username=name) for name in ("quality", "service", "service.lead"))
    for title, shortcut, stage, text in FORMER:
        written = now - timedelta(days=300)
        Script.objects.create(
            title=title, shortcut=shortcut, stage=stage, text=text, state=Script.State.APPROVED, written_by=service, written_at=written,
            approved_at=written)  # fmt: skip
    with clock.at(now - timedelta(hours=8)):
        rereading.read_again()
        allow(quality, service, lead, now)
    stopping.settle(StoppedText.objects.order_by("pk").last(), reason="话术已停用，新话术不再提感冒与销量。", by=lead)


def allow(quality, service, lead, now) -> None:
    title, shortcut, stage, text = DOUBTFUL
    script = scripts.write(Script(title=title, shortcut=shortcut, stage=stage, text=text), by=service)
    approvals.decide(scripts.submit(script, by=service), yes=True, reason="专利号已核对", by=lead)
    until = (now + timedelta(days=180)).date()
    exemptions.excuse(place_of(script), script, EXCUSED, reason="专利证书已存档，专利权有效", until=until, by=quality)
