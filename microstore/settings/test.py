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
MEDIA_ROOT = VAR / "test-media" / os.environ.get("PYTEST_XDIST_WORKER", "main")  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"]["KEY_PREFIX"] = "test-" + os.environ.get("PYTEST_XDIST_WORKER", "main")  # noqa: F405
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
LOGGING = logging("console", level="WARNING")
