"""Try to restore the newest backup."""

from django.core.management.base import BaseCommand, CommandError

from operations.backups import drill


class Command(BaseCommand):
    help = "Restore the newest backup into a scratch database, compare rows, money and stock, check the books, and throw it away."

    def handle(self, **options):
        row = drill()
        if row.findings:
            raise CommandError("The trial failed:\n" + "\n".join(row.findings))
        self.stdout.write(f"{row.backup}: verified, restored in {row.restore_seconds} s, {row.age_seconds} s old")
