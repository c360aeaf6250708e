"""Put a backup into a new database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from microstore.core.errors import OutsideFailed, Refused
from operations.backups import programs, restore


class Command(BaseCommand):
    help = "Restore a backup into a NEW database on the same server, and its uploads into a folder. Nothing that exists is overwritten."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the backup's folder, such as var/backups/20261122-023000-000")
        parser.add_argument("database", help="name of the new database")
        parser.add_argument("--media", type=Path, help="folder that receives the uploads")

    def handle(self, folder, database, media, **options):
        try:
            manifest = restore(folder, database, media=media)
        except (Refused, OutsideFailed) as refusal:
            raise CommandError(str(refusal)) from None
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"{rows:,} rows of {manifest['made_at']} are in {programs.url_of(database).rpartition('@')[2]}")
