"""The messaging floor."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def keep_template_rows(**kwargs):
    """Give every declared template its editable row. Rows of templates no longer declared stay: the log points at them."""
    from .services.templates import keep_rows

    keep_rows()


class MessagingConfig(AppConfig):
    name = "microstore.messaging"
    label = "messaging"
    verbose_name = _("Messages")

    def ready(self):
        post_migrate.connect(keep_template_rows, sender=self)
