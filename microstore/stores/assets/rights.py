"""Rights to use that run out: told 30, 7 and 1 days before, and once more when they are over."""

from django.db import transaction

from microstore.accounts.models import Staff, User
from microstore.core.declarations import Post
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.messaging import services as messaging
from microstore.stores import norms
from microstore.stores.assets import flags, uses
from microstore.stores.assets.events import RightsEnding
from microstore.stores.models import Asset, PageRevision, RightsWarning

OVER = -1
TOLD_POSTS = (Post.DESIGNER, Post.MARKETING_MANAGER)


def follow() -> tuple[int, int]:
    """Warn of what ends, flag the pages that show what has ended. Returns (assets warned of, pages flagged or cleared)."""
    furthest = norms.RIGHTS_FIRST.value
    due = Asset.objects.ending(days=furthest) | Asset.objects.ended()
    warned = sum(_warn(pk) for pk in due.order_by("pk").values_list("pk", flat=True))
    live = PageRevision.objects.filter(state=PageRevision.State.PUBLISHED).values_list("page", flat=True)
    return warned, flags.write(list(live))


@transaction.atomic
def _warn(asset_id: int) -> bool:
    asset = locked(Asset.objects.filter(pk=asset_id)).first()
    left = asset.days_left if asset else None
    if left is None or asset.is_retired:
        return False
    due = [norm.value for norm in (norms.RIGHTS_FIRST, norms.RIGHTS_SECOND, norms.RIGHTS_LAST) if left <= norm.value]
    if not due:
        return False
    moment = OVER if left < 0 else min(due)
    warning, is_new = RightsWarning.objects.get_or_create(asset=asset, rights_until=asset.rights_until, days=moment)
    if is_new:
        _tell(asset, warning)
    return is_new


def _tell(asset: Asset, warning: RightsWarning) -> None:
    people = concerned(asset)
    places = len(uses.of(asset))
    over = warning.days == OVER
    context = {"title": asset.title, "number": asset.number, "day": f"{asset.rights_until:%Y-%m-%d}", "days": asset.days_left}
    context["places"] = places
    for person in people:
        key = f"assets.rights:{asset.pk}:{asset.rights_until}:{warning.days}:{person.pk}"
        messaging.send("assets.rights_over" if over else "assets.rights_ending", to=person, context=context, key=key, channels=("inbox",))
    warning.told = len(people)
    warning.save(update_fields=["told"])
    publish(RightsEnding(asset.number, asset.rights_until.isoformat(), warning.days), about=asset)


def concerned(asset: Asset) -> list[User]:
    """Designers, the marketing manager, and who brought it."""
    posts = Staff.objects.filter(post__in=TOLD_POSTS, left_on=None, sees_all_stores=True).values("user")
    users = User.objects.filter(is_active=True, pk__in=posts)
    if asset.added_by_id:
        users = users.union(User.objects.filter(is_active=True, is_staff=True, pk=asset.added_by_id))
    return list(users.order_by("pk"))

