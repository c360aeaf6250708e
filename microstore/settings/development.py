"""A developer's own machine: errors are shown, the servers of ``bin/run`` are used."""
from microstore.settings.base import *  # noqa: F403
from microstore.settings.log import logging

DEBUG = True
SECRET_KEY = SECRET_KEY or "development only, refused in production"  # noqa: F405
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = logging("console")
