"""What the operations centre does about its own news: overdue duties are told to those who owe them and to those above."""

from django.utils import timezone

from microstore.accounts.models import Staff, User
from microstore.core import sentences
from microstore.core.declarations import Post
from microstore.core.events import on
from microstore.messaging import services as messaging
from operations.backups.events import BackupFailed, RestoreDrillFailed
from operations.events import DutyLapsed, SystemChecked
from operations.models import CheckRound, DutyRow
from operations.services import duties
from operations.system import label_of

TOLD_AT_MOST = 20


@on(DutyLapsed)
def escalate_lapsed(event: DutyLapsed) -> None:
    duties.escalate(DutyRow.objects.get(pk=event.row_id), tell_about)


def people_of(post: str) -> list[User]:
    here = Staff.objects.filter(post=post, left_on=None, user__is_active=True).select_related("user").order_by("pk")
    return [staff.user for staff in here[:TOLD_AT_MOST]]


def tell_about(row: DutyRow) -> int:
    """Messages to whoever owes the duty and to the post above; each person gets one. Returns to how many they go."""
    owing = [row.person] if row.person else people_of(row.post)
    above = [user for user in people_of(row.declared.escalate if row.declared else Post.DIRECTOR) if user not in owing]
    known = {
        "duty": row.duty, "label": row.label, "row": row.pk, "post": sentences.word_of(row, "post"),
        "due": f"{timezone.localtime(row.due_at):%m-%d %H:%M}", "facts": row.evidence.get("text", ""),
    }  # fmt: skip
    for code, people in (("operations.duty_overdue", owing), ("operations.duty_escalated", above)):
        for user in people:
            messaging.send(code, to=user, context=known, key=f"duty.overdue:{row.pk}:{user.pk}", channels=("inbox",))
    return len(owing) + len(above)


@on(SystemChecked)
def sound_the_alarm(event: SystemChecked) -> None:
    """The maintainer hears of whatever is broken, once per round."""
    if not event.bad:
        return
    round = CheckRound.objects.get(pk=event.round_id)
    known = {"names": "、".join(str(label_of(code)) for code in event.bad), "at": f"{timezone.localtime(round.at):%m-%d %H:%M}"}
    for user in people_of(Post.MAINTAINER):
        messaging.send(
            "operations.system_alarm", to=user, context=known, key=f"system.alarm:{round.pk}:{user.pk}", channels=("inbox", "mail")
        )


@on(BackupFailed)
def tell_backup_failed(event: BackupFailed) -> None:
    """The maintainer and the director hear at once (duty T4)."""
    _tell_of_backups(f"backup:{event.backup}", event.error)


@on(RestoreDrillFailed)
def tell_drill_failed(event: RestoreDrillFailed) -> None:
    """Duty T6."""
    _tell_of_backups(f"drill:{event.backup}", "; ".join(event.findings))


def _tell_of_backups(key: str, what: str) -> None:
    for user in [*people_of(Post.MAINTAINER), *people_of(Post.DIRECTOR)]:
        messaging.send(
            "operations.backup_alarm", to=user, context={"what": what[:200]}, key=f"{key}:{user.pk}", channels=("inbox", "mail")
        )
