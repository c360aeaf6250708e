"""Two pages for machines. ``/healthz``: this process answers. ``/readyz``: what it needs answers too.

Without the database nobody can buy, so that alone makes the shop not ready (503). A dead cache, broker or beat is
named as degraded: pages and payments go on without them.
"""
import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from redis import Redis, RedisError

from microstore.core.access import open_to

HEARTBEAT_KEY = "house:heartbeat"
OLDEST_HEARTBEAT = 60
migrated = False


def redis():
    return Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)


def note_heartbeat():
    redis().set(HEARTBEAT_KEY, int(time.time()), ex=600)


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def is_migrated():
    """True when no migration waits. Once true it stays true for this process."""
    global migrated
    if not migrated:
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return migrated


def beat_age():
    """Seconds since a worker ran what beat had sent, or None when that is unknown."""
    value = redis().get(HEARTBEAT_KEY)
    return int(time.time()) - int(value) if value else None


def degraded():
    """Yield what is not as it should be but does not stop the shop."""
    try:
        age = beat_age()
    except RedisError:
        yield "cache"
        yield "broker"
        return
    if age is None or age > OLDEST_HEARTBEAT:
        yield "beat"


@open_to("machine")
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")


@open_to("machine")
def ready(request):
    missing = [name for name, works in (("database", database_answers), ("migrations", is_migrated)) if not works()]
    answer = {"ready": not missing, "missing": missing, "degraded": list(degraded())}
    return JsonResponse(answer, status=503 if missing else 200, headers={"Cache-Control": "no-store"})
