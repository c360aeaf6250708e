"""Checks the books of every department: read-only, names the rows, exit code 1 on a violation."""

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from microstore.core.declarations import Check

MOST = 20  # rows named for one check


class Command(BaseCommand):
    help = "Check the invariants that must always hold. Changes nothing."

    def handle(self, **options) -> None:
        broken = 0
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for check in sorted(Check.registry, key=lambda check: (check.number, str(check.label))):
                broken += self.report(check)
        if broken:
            self.stderr.write(f"{broken} rows break the books")
            raise SystemExit(1)
        self.stdout.write(f"{len(Check.registry)} checks, the books are in order")

    def report(self, check: Check) -> int:
        found = list(check.find())
        self.stdout.write(f"{'broken' if found else 'ok':>6}  {check.number}  {check.label}")
        for line in found[:MOST]:
            self.stdout.write(f"        {line}")
        if len(found) > MOST:
            self.stdout.write(f"        … and {len(found) - MOST} more")
        return len(found)
