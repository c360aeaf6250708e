"""All addresses of the shop, gathered from the departments."""
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from microstore.core.access import open_to
from microstore.house import errors, health, media


def gathered(name):
    """The lists called ``name`` of every department's urls.py, lowest department first."""
    for config in apps.get_app_configs():
        if (config.name in settings.DEPARTMENTS or config.name.startswith("microstore.")) and find_spec(f"{config.name}.urls"):
            yield from getattr(import_module(f"{config.name}.urls"), name, [])


urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("favicon.ico", media.favicon, name="favicon"),
    path("robots.txt", media.robots, name="robots"),
    re_path(r"^media/(?P<path>.+)$", media.public_file, name="media"),
    path("language/", open_to("public")(set_language), name="set_language"),
    path("hooks/", include(list(gathered("webhook_urls")))),
    path("admin/login/", open_to("public")(RedirectView.as_view(pattern_name="staff-sign-in", query_string=True))),
    path("admin/", admin.site.urls),
    path("backoffice/", include("microstore.core.pages.urls")),
    *gathered("storefront_urls"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
