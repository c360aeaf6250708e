"""Staff: hired with a post, moved to another, leaving and coming back. The post's group carries the rights."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from microstore.accounts.events import PostChanged, StaffChanged, StaffHired, StaffLeft, StaffReturned, WorkHandedOver
from microstore.accounts.models import Staff, User
from microstore.accounts.services import devices, passwords
from microstore.core import clock, handover
from microstore.core.declarations import DEPARTMENT_OF, Post
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


@dataclass(frozen=True)
class Newcomer:
    """What is asked of somebody who begins to work here. Without a number the system gives one."""

    username: str
    password: str
    name: str
    post: str
    number: str = ""
    email: str = ""
    sees_all_stores: bool = False


@transaction.atomic
def hire(newcomer: Newcomer, *, by) -> Staff:
    """Open an account with a post. Refuses a taken username or number and a weak password."""
    user = User(username=newcomer.username.strip().lower(), name=newcomer.name, email=newcomer.email, is_staff=True)
    passwords.require_strong(newcomer.password, user)
    user.set_password(newcomer.password)
    try:
        with transaction.atomic():
            user.save()
            staff = _record(user, newcomer)
    except IntegrityError:
        raise Refused(_("This username or staff number is taken.")) from None
    _give_rights(staff)
    publish(StaffHired(staff.pk, staff.post), about=staff, by=by)
    return staff


def _record(user, newcomer):
    return Staff.objects.create(
        user=user,
        number=newcomer.number or f"S{user.pk:05d}",
        post=newcomer.post,
        department=DEPARTMENT_OF[Post(newcomer.post)],
        sees_all_stores=newcomer.sees_all_stores and newcomer.post != Post.PARTNER,
        joined_on=clock.today(),
    )


@transaction.atomic
def change(staff: Staff, *, name: str, email: str, sees_all_stores: bool, by) -> Staff:
    """Authorised store staff never see all stores, whatever is ticked."""
    staff = _locked(staff)
    wanted = sees_all_stores and staff.post != Post.PARTNER
    before = {"name": staff.user.name, "email": staff.user.email, "sees_all_stores": staff.sees_all_stores}
    now = {"name": name, "email": email, "sees_all_stores": wanted}
    staff.user.name, staff.user.email, staff.sees_all_stores = name, email, wanted
    staff.user.save(update_fields=["name", "email"])
    staff.save(update_fields=["sees_all_stores"])
    if fields := [field for field in before if before[field] != now[field]]:
        publish(StaffChanged(staff.pk, fields), about=staff, by=by)
    return staff


@transaction.atomic
def move(staff: Staff, *, post: str, by, reason: str = "") -> Staff:
    """Give another post; the rights of the old one end at once. Nobody moves themselves."""
    staff = _locked(staff)
    _refuse_self(staff, by)
    old, staff.post, staff.department = staff.post, post, DEPARTMENT_OF[Post(post)]
    if old == post:
        raise Refused(_("%(person)s has this post already.") % {"person": staff.user})
    staff.sees_all_stores = staff.sees_all_stores and post != Post.PARTNER
    staff.save(update_fields=["post", "department", "sees_all_stores"])
    _give_rights(staff)
    publish(PostChanged(staff.pk, old, post), about=staff, by=by, reason=reason)
    return staff


@transaction.atomic
def leave(staff: Staff, *, by, reason: str = "", successor: Staff | None = None) -> Staff:
    """Close the account today and end its sessions. Open work goes to ``successor`` and is refused without one.

    Nobody closes their own account.
    """
    staff = _locked(staff)
    _refuse_self(staff, by)
    if not staff.is_here:
        raise Refused(_("%(person)s has left already.") % {"person": staff.user})
    _hand_over(staff, successor, by, reason)
    devices.end_all(staff.user, by=by, reason=reason)
    staff.left_on = clock.today()
    staff.save(update_fields=["left_on"])
    User.objects.filter(pk=staff.user_id).update(is_active=False)
    publish(StaffLeft(staff.pk), about=staff, by=by, reason=reason)
    return staff


def _hand_over(staff: Staff, successor: Staff | None, by, reason: str) -> None:
    if not handover.open_work(staff.user):
        return
    if successor is None or successor.pk == staff.pk or not successor.is_here:
        raise Refused(_("%(person)s has open work. Choose who takes it over.") % {"person": staff.user})
    moved = handover.pass_on(staff.user, successor.user, by=by)
    publish(WorkHandedOver(staff.pk, successor.pk, moved), about=staff, by=by, reason=reason)


@transaction.atomic
def come_back(staff: Staff, *, by, reason: str = "") -> Staff:
    staff = _locked(staff)
    if staff.is_here:
        raise Refused(_("%(person)s has not left.") % {"person": staff.user})
    staff.left_on = None
    staff.save(update_fields=["left_on"])
    User.objects.filter(pk=staff.user_id).update(is_active=True, failed_sign_ins=0, locked_until=None)
    _give_rights(staff)
    publish(StaffReturned(staff.pk), about=staff, by=by, reason=reason)
    return staff


def of_post(*posts: Post):
    """Who holds one of these posts now."""
    return User.objects.filter(staff__post__in=posts, staff__left_on=None, is_active=True)


def _locked(staff):
    return locked(Staff.objects.select_related("user").filter(pk=staff.pk)).get()


def _refuse_self(staff, by):
    if by is not None and staff.user_id == by.pk:
        raise Refused(_("Somebody else must do this for you."))


def _give_rights(staff):
    """Exactly the group of the post; groups that are no post (given by an administrator) stay."""
    posts = Group.objects.filter(name__in=Post.values)
    staff.user.groups.remove(*posts.exclude(name=staff.post))
    staff.user.groups.add(Group.objects.get_or_create(name=staff.post)[0])
