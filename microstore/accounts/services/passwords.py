"""Passwords of staff: wrong ones slow the account down and then lock it for a while, in the database."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from microstore.accounts.events import PasswordSet, SignInLocked
from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _

# wrong passwords in a row → pause before the next is looked at
PAUSES = {3: timedelta(seconds=10), 4: timedelta(seconds=30)}
LOCK_AT = 5
LOCK = timedelta(minutes=15)


def is_paused(user: User) -> bool:
    return bool(user.locked_until and user.locked_until > clock.now())


@transaction.atomic
def note_wrong(user: User) -> None:
    """Count a wrong password; the fifth in a row locks the account for a quarter of an hour."""
    row = locked(User.objects.filter(pk=user.pk)).get()
    row.failed_sign_ins = min(row.failed_sign_ins + 1, 1000)
    pause = LOCK if row.failed_sign_ins >= LOCK_AT else PAUSES.get(row.failed_sign_ins)
    row.locked_until = clock.now() + pause if pause else None
    row.save(update_fields=["failed_sign_ins", "locked_until"])
    if row.failed_sign_ins == LOCK_AT:
        publish(SignInLocked(row.pk, row.failed_sign_ins), about=row)


def note_right(user: User) -> None:
    if user.failed_sign_ins or user.locked_until:
        User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=None)


@transaction.atomic
def set_password(user: User, password: str, *, by: User) -> None:
    """Set and unlock. Refuses what Django's validators call weak."""
    require_strong(password, user)
    user.set_password(password)
    user.failed_sign_ins, user.locked_until = 0, None
    user.save(update_fields=["password", "failed_sign_ins", "locked_until"])
    publish(PasswordSet(user.pk), about=user, by=by)


def change_own(user: User, *, old: str, new: str) -> None:
    """Refuses when the old password is not right; that counts like a wrong sign-in."""
    if is_paused(user):
        raise Refused(_("Too many wrong passwords. Please wait a little."))
    if not user.check_password(old):
        note_wrong(user)
        raise Refused(_("Your present password is not right."))
    set_password(user, new, by=user)


def require_strong(password, user):
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
