"""Makes the demo company: everything a first start opens with. The rest of the year follows as a background job."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.gate import demo as gate_demo
from catalog.pricing import demo as pricing_demo
from catalog.selection import demo as selection_demo
from catalog.shelf import demo as shelf_demo
from catalog.suppliers import demo as suppliers_demo
from catalog.updates import demo as updates_demo
from catalog.wishes import demo as wishes_demo
from customerservice.aftersales import demo as aftersales_demo
from customerservice.complaints import demo as complaints_demo
from customerservice.conversations import demo as desk_demo
from customerservice.reviews import demo as reviews_demo
from inventory import alerts_demo, supply_demo
from marketing import campaign_demo
from marketing.topics import demo as topics_demo
from microstore.accounts.models import User
from microstore.core import clock, jobs
from microstore.core.events import deliver_all
from operations.demo import bundles, claims, company, duties, history, openings, people, readings
from orders import blocks_demo, channels_demo, demo_payments
from orders.models import Order
from orders.services import bought_together
from orders.shares_demo import load_shares


class Command(BaseCommand):
    help = "Make the demo company by calling the services, and write its sign-ins to var/sign-ins.json."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are orders already")
        parser.add_argument("--no-year", action="store_true", help="leave the months before the recent weeks out")

    def handle(self, if_empty: bool, no_year: bool, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo: set DEMO=true to make one.")
        if if_empty and Order.objects.exists():
            self.stdout.write("there are orders already")
            return
        now = clock.now()
        company.found(now)
        campaign_demo.load(now)
        topics_demo.load(now)
        written = history.tell_recent(now)
        aftersales_demo.load_demo()
        desk_demo.load_desk(now)
        complaints_demo.load_demo(now)
        claims.load(now)
        campaign_demo.finish(now)
        self.open_channels()
        alerts_demo.load_demo(now)
        self.tell_of_the_market(now)
        gate_demo.load(now)
        supply_demo.deliver_medicines(now)
        reviews_demo.load_reviews(now)
        written += bundles.load(now)
        wishes_demo.load_wishes(now)
        load_shares(now)
        shelf_demo.load()
        updates_demo.load(now)
        blocks_demo.load(now)
        written += readings.load(now)
        pricing_demo.load_demo(now)  # last of what the shelf shows: those before it write cards at moments of the past
        openings.carry_out(now)
        bought_together.recount()
        duties.tell_month(now)
        demo_payments.tell_provider()
        (settings.VAR / "sign-ins.json").write_text(json.dumps(people.sign_ins(), ensure_ascii=False), encoding="utf-8")
        if settings.DEMO_YEAR and not no_year:
            self.start_year(now)
        self.stdout.write(f"{written} orders")

    def open_channels(self) -> None:
        """Orders of another platform come in now, and their news are delivered at once."""
        channels_demo.load(User.objects.get(username="operations"))
        for _step in range(3):  # paid, reviewed, planned
            deliver_all()

    def tell_of_the_market(self, now) -> None:
        """Competitors, proposals, and suppliers with something to decide about them."""
        supply_demo.load(now)
        suppliers_demo.load_today(User.objects.get(username="purchasing"), User.objects.get(username="quality"))
        selection_demo.load(now)

    def start_year(self, now) -> None:
        first, recent = history.first_days(now)
        owner = User.objects.get(username="maintainer")
        jobs.start("demo.year", owner=owner, params={"first": first.isoformat(), "recent": recent.isoformat()})
