"""Updates of the demo: one that sells its old pack through, one whose new pack ships and whose customers were told, one given up; and
goods that are not for minors."""

import json
from datetime import timedelta
from pathlib import Path

from catalog.models import Favourite, Product, ProductUpdate
from catalog.services import products
from catalog.updates import acts
from microstore.accounts.models import User
from microstore.core import clock

FILE = Path(__file__).parents[1] / "data" / "demo_updates.json"


def load(now) -> None:
    """After the favourites, so that somebody hears of it. Again it changes nothing."""
    if ProductUpdate.objects.exists():
        return
    words, by = json.loads(FILE.read_text(encoding="utf-8")), User.objects.get(username="product")
    for product in Product.objects.filter(skus__code=words["adults_only"]):
        products.place(product, shelf={"is_adults_only": True}, by=by)
    liked = Favourite.objects.filter(listing__is_on=True, listing__in_stock=True).values("listing__product")
    goods = list(Product.objects.filter(pk__in=liked, state=Product.State.LISTED).select_related("live_revision").order_by("pk")[:3])
    if len(goods) < 3:
        return
    sold, running, dropped = goods
    today = clock.today()
    with clock.at(now - timedelta(days=40)):
        acts.begin(sold, change(words["sold"], today - timedelta(days=2), today - timedelta(days=2000)), by=by)
    with clock.at(now - timedelta(days=6)):
        acts.begin(running, change(words["running"], today + timedelta(days=25), today + timedelta(days=5)), by=by)
        row = acts.begin(dropped, change(words["dropped"], today + timedelta(days=60), today + timedelta(days=30)), by=by)
    acts.drop(row, reason=words["dropped"]["why"], by=by)
    with clock.at(now - timedelta(hours=3)):
        acts.ship_due()
        acts.tell_due()


def change(said: dict, planned_on, made_from) -> acts.Change:
    return acts.Change(said["kind"], said["note"], planned_on, made_from)
