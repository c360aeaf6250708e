"""A month of duties of the demo company: told through the services, day by day, with the misses that a real month has."""

from datetime import date, datetime, time, timedelta
from random import Random

from catalog.models import ListingCheck, Product
from catalog.services import listing_checks
from microstore.accounts.models import Staff, User
from microstore.core import clock
from microstore.core.clock import SHANGHAI
from microstore.core.days import business_day
from microstore.core.errors import Refused
from microstore.core.events import deliver_all
from operations.demo.diary import NOTES, SIGNED, WAIVED, WHY_IT_STAYS
from operations.models import DutyRow, SystemCheck
from operations.models.duty import LATE
from operations.services import duties, duty_rounds, system_checks
from operations.system import points

DAYS = 30
KEPT_BY_HAND, KEPT_CHECKS, VERIFIED = 0.88, 0.9, 0.25


def tell_month(now: datetime) -> int:
    """The days before today; harmless if they have been told. Returns how many rows."""
    today = business_day(now)
    if DutyRow.objects.filter(last__lt=today).exists():
        return 0
    cast = Cast(today)
    for n in range(DAYS, 0, -1):
        tell_day(today - timedelta(days=n), cast)
    with clock.at(now):
        listing_checks.check_shelves(today)
        duty_rounds.create_rows(today)
        duty_rounds.look()
    return DutyRow.objects.count()


class Cast:
    """Who does what, and the dice; the same month for the same day."""

    def __init__(self, today: date):
        self.dice = Random(f"duties-{today}")
        self.by_post = {staff.post: staff.user for staff in Staff.objects.filter(left_on=None).select_related("user")}
        self.director = User.objects.get(username="director")
        self.shelf = [listing_checks.look(product, today) for product in listing_checks.with_all(Product.objects.filter(state="listed"))]


def tell_day(day: date, cast: Cast) -> None:
    with clock.at(moment(day, 6, 5)):
        duty_rounds.create_rows(day)
        look_at_shelf(day, cast)
    with clock.at(moment(day, 9, cast.dice.randrange(60))):
        sign_system(cast)
    with clock.at(moment(day, 16, cast.dice.randrange(60))):
        duty_rounds.fall_due()
        do_by_hand(cast)
    with clock.at(moment(day + timedelta(days=1), 0, 2)):
        duty_rounds.look()
        duty_rounds.lapse()
        deliver_all()
        verify_some(cast)


def moment(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def look_at_shelf(day: date, cast: Cast) -> None:
    """What the morning's look found, and what the owners did about it."""
    rows = [
        ListingCheck(day=day, product=row.product, owner_id=row.owner_id, verdict=row.verdict, faults=row.faults, checked_at=clock.now())
        for row in cast.shelf
    ]
    listing_checks.settle_as_before(rows)
    listing_checks.keep(rows)
    if cast.dice.random() < KEPT_CHECKS:
        for check in ListingCheck.objects.open().filter(day=day).select_related("owner", "product"):
            listing_checks.settle(check, by=check.owner, note=cast.dice.choice(WHY_IT_STAYS))


def sign_system(cast: Cast) -> None:
    seen = [SystemCheck(code=code, verdict="good", milliseconds=cast.dice.randrange(2, 90)) for code in points]
    if cast.dice.random() < 0.2:
        seen[cast.dice.randrange(len(seen))].verdict = "doubtful"
    round = system_checks.keep(seen)
    if cast.dice.random() < KEPT_CHECKS and "maintainer" in cast.by_post:
        system_checks.sign(round, by=cast.by_post["maintainer"], note=cast.dice.choice(SIGNED))


def do_by_hand(cast: Cast) -> None:
    """What only people can confirm; and what lapsed before is settled late, or waived."""
    for row in DutyRow.objects.open().filter(falls_due_at__lte=clock.now()):
        by_hand = row.declared is None or row.declared.evidence is None
        if (by_hand and cast.dice.random() < KEPT_BY_HAND) or (row.state in LATE and cast.dice.random() < 0.4):
            settle(row, cast)


def settle(row: DutyRow, cast: Cast) -> None:
    person = row.person or cast.by_post.get(row.post)
    try:
        if person is None or (row.state in LATE and cast.dice.random() < 0.2):
            duties.waive(row, by=cast.director, reason=cast.dice.choice(WAIVED))
        else:
            duties.confirm(row, by=person, note=cast.dice.choice(NOTES))
    except Refused:
        return  # the director owes it: nobody waives their own


def verify_some(cast: Cast) -> None:
    for row in DutyRow.objects.filter(state="done", done_at__gte=clock.now() - timedelta(days=1)).exclude(post="director"):
        if cast.dice.random() < VERIFIED:
            duties.verify(row, by=cast.director)
