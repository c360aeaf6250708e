"""The shop as people meet it. Refuses to start with anything unsafe; DEMO allows http and simulators, nothing else."""
from django.core.exceptions import ImproperlyConfigured

from microstore import env
from microstore.settings.base import *  # noqa: F403
from microstore.settings.log import logging
from microstore.settings.outside import outside_refusals

HTTPS = env.SITE_URL.startswith("https://")


def refusals():
    """Yield each reason why this environment must not serve customers."""
    if env.DEBUG:
        yield "DEBUG must be off"
    if len(env.SECRET_KEY) < 50 or len(set(env.SECRET_KEY)) < 5 or env.SECRET_KEY.startswith("django-insecure"):
        yield "SECRET_KEY must be set to at least 50 random characters"
    if not env.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts of the shop"
    if not env.DEMO and "*" in env.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must not be *"
    if not env.DATABASE_URL:
        yield "DATABASE_URL must name the database (or start with bin/run)"
    if not env.REDIS_URL:
        yield "REDIS_URL must name the Redis server (or start with bin/run)"
    if not env.DEMO and not HTTPS:
        yield "SITE_URL must start with https:// (or set DEMO=true)"
    yield from outside_refusals()


if reasons := list(refusals()):
    raise ImproperlyConfigured("Refusing to start: " + "; ".join(reasons) + ".")

DEBUG = False
CSRF_TRUSTED_ORIGINS = [env.SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
LOGGING = logging(env.LOG_FORMAT, level=env.LOG_LEVEL)
