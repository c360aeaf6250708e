"""What is the same everywhere."""
from django.utils.translation import gettext_lazy as _

from microstore import env
from microstore.settings.keeping import *  # noqa: F403
from microstore.settings.outside import *  # noqa: F403
from microstore.settings.safety import *  # noqa: F403
from microstore.settings.work import *  # noqa: F403

BASE_DIR, VAR = env.BASE, env.VAR
DEMO, DEMO_YEAR, DEMO_ORDERS = env.DEMO, env.DEMO_YEAR, env.DEMO_ORDERS
DEBUG, SECRET_KEY = env.DEBUG, env.SECRET_KEY
SITE_URL, SIMULATORS_URL = env.SITE_URL, env.SIMULATORS_URL
ALLOWED_HOSTS = env.ALLOWED_HOSTS

SHARED = ["core", "compliance", "accounts", "messaging", "stores"]
DEPARTMENTS = ["catalog", "inventory", "marketing", "orders", "logistics", "customerservice", "operations"]
INSTALLED_APPS = [
    *(f"microstore.{name}" for name in SHARED),
    *DEPARTMENTS,
    "microstore.house",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "pgtrigger",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "microstore.house.middleware.NameRequest",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "microstore.stores.middleware.StoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "microstore.accounts.middleware.CustomerMiddleware",
    "microstore.accounts.middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "microstore.house.middleware.StateWhatIsAllowed",
    "django_htmx.middleware.HtmxMiddleware",
    "marketing.middleware.CountVisits",
]

ROOT_URLCONF = "microstore.urls"
WSGI_APPLICATION = "microstore.wsgi.application"
ASGI_APPLICATION = "microstore.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "microstore.house.context.house",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
FILTERS_EMPTY_CHOICE_LABEL = _("Any")
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["microstore.accounts.backends.Keys"]
SIGN_IN_CODE_SENDER = "microstore.messaging.services.send_code"
LOGIN_URL = "/backoffice/sign-in/"
LOGIN_REDIRECT_URL = "/backoffice/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL, STATIC_ROOT = "/static/", VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "microstore.house.static.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
