from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ComplianceConfig(AppConfig):
    name = "microstore.compliance"
    label = "compliance"
    verbose_name = _("Compliance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(note_rule_set, sender=self)


def note_rule_set(**kwargs):
    """After every deployment: this version of the rules is in use from now on."""
    from microstore.compliance.services import note_version

    note_version()
