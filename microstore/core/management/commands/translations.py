"""Translations: many message files, one a department, compiled into the one catalogue that Django reads."""

from django.core.management import BaseCommand, CommandError

from microstore.core import translations


class Command(BaseCommand):
    help = "--compile joins locale/zh_Hans/*.po into django.mo; --missing APP lists what has no Chinese text; --check fails on any."
    requires_system_checks = []

    def add_arguments(self, parser):
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--compile", action="store_true")
        act.add_argument("--check", action="store_true")
        act.add_argument("--missing", metavar="APP")

    def handle(self, **options):
        try:
            if options["compile"]:
                translations.compile_all()
            else:
                self.report(options["missing"])
        except translations.Conflict as conflict:
            raise CommandError(str(conflict)) from conflict

    def report(self, app):
        missing = translations.missing(app)
        for wanted in missing:
            self.stdout.write(f"{wanted.where}: {wanted.msgid}")
        if missing and app is None:
            raise CommandError(f"{len(missing)} messages have no Chinese text.")
