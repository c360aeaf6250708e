"""Who handles a complaint, and who is above them."""

from datetime import timedelta

from django.db.models import Count, Q

from customerservice import norms
from customerservice.models import OPEN_COMPLAINT, Complaint, Presence
from microstore.accounts.models import User
from microstore.accounts.services.staff import of_post
from microstore.core import clock
from microstore.core.declarations import Post


def holding(*posts: Post):
    """People of these posts who work here, longest here first."""
    return of_post(*posts).order_by("staff__pk")


def working_for(store, *posts: Post):
    return holding(*posts).filter(Q(staff__sees_all_stores=True) | Q(stores__store=store)).distinct()


def agent_for(store) -> User | None:
    """Who of the agents at the desk has the fewest open complaints; without agents, the supervisor."""
    load = Count("complaints", filter=Q(complaints__state__in=OPEN_COMPLAINT), distinct=True)
    agents = list(working_for(store, Post.SERVICE).annotate(load=load))
    away = absent([agent.pk for agent in agents])
    free = [agent for agent in agents if agent.pk not in away] or agents
    return min(free, key=lambda agent: (agent.load, agent.pk)) if free else supervisor_for(store)


def absent(user_ids) -> set[int]:
    """Those who signed off at the desk, or were not seen there for a while; who never was at it is not absent."""
    gone = Q(is_online=False) | Q(seen_at__lt=clock.now() - max(norms.AWAY.span, timedelta(minutes=1)))
    return set(Presence.objects.filter(gone, user_id__in=user_ids).values_list("user_id", flat=True))


def supervisor_for(store) -> User | None:
    return working_for(store, Post.SERVICE_LEAD).first() or director()


def director() -> User | None:
    return holding(Post.DIRECTOR).first()


def has_left(user) -> bool:
    staff = getattr(user, "staff", None)
    return user is None or not user.is_active or bool(staff and staff.left_on)


def watchers_of(complaint: Complaint) -> list[User]:
    """Sales stand by their customers, the owner of a product by the product."""
    found = {person.pk: person for person in working_for(complaint.store, Post.SALES)}
    owner = complaint.product.owner if complaint.product else None
    if owner and not has_left(owner):
        found[owner.pk] = owner
    return list(found.values())


def superior_of(complaint: Complaint, level: int) -> User | None:
    return supervisor_for(complaint.store) if level == 1 else director()
