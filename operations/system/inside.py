"""What runs in the house: database, Redis, queues, tasks, disk, papers, slow pages."""

import shutil
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy
from redis import Redis

from microstore.core import clock, slowness
from microstore.core.models import Delivery, Job, Run
from microstore.core.sentences import gettext as _
from microstore.messaging.models import Message, MessageState
from microstore.stores.models import Licence
from operations import norms
from operations.models import Backup, RestoreDrill
from operations.system.registry import Seen, V, judged, point

QUEUES = ("events", "outside", "default", "slow")


def redis() -> Redis:
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def minutes_since(moment) -> int:
    return int((clock.now() - moment).total_seconds() // 60) if moment else 0


@point("database", gettext_lazy("Database answers"))
def database() -> Seen:
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity")
        used, most = cursor.fetchone()
    milliseconds = round((time.monotonic() - started) * 1000)
    text = _("%(ms)d ms; %(used)d of %(most)d connections in use") % {"ms": milliseconds, "used": used, "most": most}
    return judged(max(milliseconds / 10, used * 100 / most), doubtful=70, bad=95, text=text)


@point("redis", gettext_lazy("Redis answers"))
def cache_and_broker() -> Seen:
    client = redis()
    client.ping()
    return Seen(V.GOOD, _("%(mb)d MB in use") % {"mb": client.info("memory")["used_memory"] // 1024 // 1024})


@point("queues", gettext_lazy("Queues are worked off"))
def queues() -> Seen:
    client = redis()
    waiting = sum(client.llen(name) for name in QUEUES)
    oldest = Job.objects.filter(state=Job.State.QUEUED).order_by("asked_at").values_list("asked_at", flat=True).first()
    text = _("%(count)d messages wait; the oldest job waits for %(minutes)d minutes") % {"count": waiting, "minutes": minutes_since(oldest)}
    return judged(max(waiting / 100, minutes_since(oldest)), doubtful=10, bad=30, text=text)


@point("news", gettext_lazy("News reach the departments"))
def news() -> Seen:
    failed = Delivery.objects.filter(done_at=None, next_at=None).count()
    oldest = Delivery.objects.filter(done_at=None, next_at__isnull=False).order_by("next_at").values_list("next_at", flat=True).first()
    late = max(0, minutes_since(oldest))
    text = _("%(failed)d failed for good; the oldest waits for %(minutes)d minutes") % {"failed": failed, "minutes": late}
    return Seen(V.BAD if late >= 15 else V.DOUBTFUL if failed or late >= 5 else V.GOOD, text)


@point("tasks", gettext_lazy("Periodic tasks run"))
def tasks() -> Seen:
    failing = [str(run) for run in Run.objects.exclude(error="").order_by("task")[:5]]
    beat = redis().get("house:heartbeat")
    age = int(time.time()) - int(beat) if beat else None
    if age is None or age > 120:
        return Seen(V.BAD, _("No heartbeat: beat or its worker stands still"))
    if failing:
        return Seen(V.DOUBTFUL, _("Last run failed: %(names)s") % {"names": ", ".join(failing)})
    return Seen(V.GOOD, _("Heartbeat %(age)d seconds ago") % {"age": age})


@point("messages", gettext_lazy("Messages leave the house"))
def messages() -> Seen:
    failed = Message.objects.filter(state=MessageState.FAILED, created_at__gte=clock.now() - timedelta(days=1)).count()
    oldest = Message.objects.due().order_by("due_at").values_list("due_at", flat=True).first()
    text = _("%(failed)d failed since yesterday; the oldest waits for %(minutes)d minutes") % {
        "failed": failed, "minutes": minutes_since(oldest),
    }  # fmt: skip
    return judged(max(minutes_since(oldest), failed), doubtful=5, bad=30, text=text)


@point("disk", gettext_lazy("Room on the disk"))
def disk() -> Seen:
    usage = shutil.disk_usage(settings.VAR)
    share = usage.used * 100 // usage.total
    text = _("%(share)d %% used, %(free)d GB free") % {"share": share, "free": usage.free // 1024**3}
    return judged(share, doubtful=norms.DISK_DOUBTFUL.value, bad=norms.DISK_BAD.value, text=text)


@point("licences", gettext_lazy("Licences in force"))
def licences() -> Seen:
    expired, ending = Licence.objects.expired().count(), Licence.objects.ending_soon().count()
    text = _("%(expired)d run out, %(ending)d run out within 30 days") % {"expired": expired, "ending": ending}
    return Seen(V.BAD if expired else V.DOUBTFUL if ending else V.GOOD, text)


@point("slow_pages", gettext_lazy("Pages are quick"))
def slow_pages() -> Seen:
    """Pages of today that took longer than they may."""
    found = slowness.of_day(clock.today())
    worst = ", ".join(f"{path} ×{count}" for path, count in sorted(found.items(), key=lambda one: -one[1])[:3])
    text = _("Every page within %(seconds)s s today") % {"seconds": slowness.SLOW_SECONDS} if not found else worst
    return judged(sum(found.values()), doubtful=1, bad=200, text=text)


@point("backups", gettext_lazy("Backups are made and can be restored"))
def backups() -> Seen:
    last = Backup.objects.filter(state=Backup.State.DONE).order_by("-begun_at").first()
    drill = RestoreDrill.objects.order_by("-begun_at").first()
    if last is None:
        return Seen(V.DOUBTFUL, _("No backup yet"))
    if drill and drill.state == RestoreDrill.State.FAILED:
        return Seen(V.BAD, _("The last trial to restore failed: %(why)s") % {"why": drill.why})
    hours = minutes_since(last.begun_at) // 60
    allowed = norms.BACKUP_EVERY.value
    text = _("The last one is %(hours)d hours old") % {"hours": hours}
    return judged(hours, doubtful=allowed + 2, bad=2 * allowed, text=text)
