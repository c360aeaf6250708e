"""Make a backup of database and uploads now."""

from django.core.management.base import BaseCommand

from operations.backups import make
from operations.backups.making import folder_of


class Command(BaseCommand):
    help = "Make a backup of database and uploads, sealed and copied off site as the settings say."

    def handle(self, **options):
        backup = make()
        self.stdout.write(f"{folder_of(backup.name)}  {backup.size:,} bytes  seal {backup.manifest['seal'] or '—'}")
