"""The engines: database, cache, sessions, background work."""
import environ
from kombu import Queue

from microstore import env


def database(url):
    """A connection that never waits for ever: a page gives up on a lock after 5 s and on a statement after 15 s. Whatever server it
    is, statements are planned for disks without a moving arm and are too short to be compiled."""
    parsed = environ.Env.db_url_config(url)
    limits = {
        "lock_timeout": 5000,
        "statement_timeout": env.DB_STATEMENT_TIMEOUT_SECONDS * 1000,
        "idle_in_transaction_session_timeout": 30000,
        "random_page_cost": 1.1,
        "jit": "off",
    }
    options = " ".join(f"-c {name}={value}" for name, value in limits.items())
    return parsed | {
        "CONN_MAX_AGE": env.DB_CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parsed.get("OPTIONS", {}) | {"options": options, "connect_timeout": 3},
    }


DATABASES = {"default": database(env.DATABASE_URL or "postgres://microstore@127.0.0.1:5432/microstore")}
if env.REPLICA_URL:
    DATABASES["replica"] = database(env.REPLICA_URL) | {"TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["microstore.core.replica.Router"]
REDIS_URL = env.REDIS_URL or "redis://127.0.0.1:6379/0"

CACHES = {
    "default": {
        "BACKEND": "microstore.core.cache.ForgivingCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
        "TIMEOUT": 300,
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is gone costs a page nothing, a hung one a second; the outbox row is swept up later. Workers come back by themselves.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 0,
    "visibility_timeout": 3600,
    "queue_order_strategy": "priority",
}
# A task is done when it is finished, not when it was fetched: a killed worker's task runs again.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES = [Queue(name) for name in ("events", "outside", "slow", "default")]
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ENABLE_UTC = True
