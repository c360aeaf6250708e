"""What the maintainer owes to backups, and the facts that prove it (duties T4 to T6)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty
from operations import norms
from operations.models import Backup, RestoreDrill

B = Backup.State


def once(good, period: Period, every: timedelta) -> Evidence:
    """One good row that began at most ``every`` before the period was over."""
    end = period.bounds[1]
    was_good = good.filter(begun_at__gte=end - every, begun_at__lt=end).exists()
    return Evidence(int(was_good), 1, missed=int(not was_good and clock.now() >= end), url="/backoffice/system/backups/")


@duty("T4", _("A backup is made within its time, with a copy elsewhere"), post=Post.MAINTAINER, cadence=Cadence.DAILY, page="backups",
      source="S1 §七(三)1", escalate=Post.OPERATIONS)  # fmt: skip
def backup_made(period: Period) -> Evidence:
    """What was removed after its time was good as well."""
    return once(Backup.objects.filter(state__in=(B.DONE, B.GONE)), period, norms.BACKUP_EVERY.span)


@duty("T6", _("Restoring is tried within its time and what came back is compared"), post=Post.MAINTAINER, cadence=Cadence.WEEKLY,
      page="backups", source="S1 §七(三)3", escalate=Post.OPERATIONS)  # fmt: skip
def restore_tried(period: Period) -> Evidence:
    return once(RestoreDrill.objects.filter(state=RestoreDrill.State.VERIFIED), period, norms.RESTORE_DRILL_EVERY.span)


carried("T5", _("A backup comes back by one described command that overwrites nothing"), post=Post.MAINTAINER, page="backups",
        source="S1 §七(三)2")  # fmt: skip
