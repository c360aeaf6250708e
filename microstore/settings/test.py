"""The test suite: real database and real Redis; tasks run in the process that asks for them."""
import os

from microstore.settings.base import *  # noqa: F403
from microstore.settings.log import logging

SECRET_KEY = "tests only, refused in production"
ALLOWED_HOSTS = ["*"]
DEMO = True
SECOND_STEP_REQUIRED = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")  # one of several processes of tests, each with data of its own
MEDIA_ROOT = VAR / "test-media" / WORKER  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{int(REDIS_URL.rpartition('/')[2]) + int(WORKER.removeprefix('gw'))}"  # noqa: F405
CACHES["default"]["LOCATION"] = CELERY_BROKER_URL = REDIS_URL  # noqa: F405
CACHES["default"]["OPTIONS"] = {"socket_timeout": 20, "socket_connect_timeout": 20}  # noqa: F405  a busy machine is no dead cache
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
LOGGING = logging("console", level="WARNING")
