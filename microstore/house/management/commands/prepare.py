"""Everything between new code and a shop that can open: messages, static files, tables, rights."""
from django.conf import settings
from django.core.management import BaseCommand, call_command

from microstore.house import freshness


class Command(BaseCommand):
    help = "Compile messages, collect static files, migrate and set up rights; what is up to date is left alone."
    requires_system_checks = []

    def handle(self, **options):
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        freshness.unless_fresh("messages", freshness.message_files(), lambda: call_command("translations", compile=True))
        freshness.unless_fresh("static", freshness.static_files(), collect_static)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("sync_roles")


def collect_static():
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
