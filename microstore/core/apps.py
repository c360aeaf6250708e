"""The floor: knows no department, and finds what each declares."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

DECLARED_IN = (
    *("reactions", "approvals", "checks", "roles", "texts", "blocks", "search"),
    *("tasks", "norms", "duties", "handover", "privacy", "published", "backoffice"),
)


class CoreConfig(AppConfig):
    name = "microstore.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules(*DECLARED_IN)
