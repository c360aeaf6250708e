"""Prints how well search answers the judged questions, by kind, over the goods of the default store."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.search import quality
from microstore.stores.models import Store


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--file", default=str(settings.BASE_DIR / "tests/catalog/data/judged_queries.csv"))
        parser.add_argument("--below", type=float, help="also show every question whose nDCG@10 is below this")

    def handle(self, *args, file, below, **options):
        judged, store = quality.read(Path(file)), Store.objects.get(is_default=True)
        found = quality.measure(judged, store)
        self.stdout.write("| kind | questions | nDCG@10 | MRR | no result |\n|---|---|---|---|---|")
        for kind, score in sorted(found.items(), key=lambda pair: (pair[0] == "all", pair[0])):
            self.stdout.write(f"| {kind} | {score.count} | {score.ndcg:.3f} | {score.mrr:.3f} | {score.zero:.1%} |")
        for one in judged if below else ():
            shown = quality.answers(one.query, store)
            if (score := quality.score(one, shown)).ndcg < below:
                self.stdout.write(f"{one.kind} {one.query} {score.ndcg:.2f} shown {' '.join(shown)} wanted {' '.join(one.relevant)[:60]}")
