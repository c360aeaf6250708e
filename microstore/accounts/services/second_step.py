"""The second step of staff: a code of six digits from an app (TOTP, RFC 6238), or one of ten recovery codes, each good once."""

from base64 import b32encode

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from microstore.accounts.events import RecoveryCodesMade, RecoveryCodeUsed, SecondStepRemoved, SecondStepSet
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

RECOVERY_CODES = 10
NAME = "staff"


def is_required() -> bool:
    return settings.SECOND_STEP_REQUIRED


def is_set_up(user) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def begin(user) -> TOTPDevice:
    """The device being set up, with a secret of its own; the same one until it is confirmed."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": NAME})[0]


def secret_of(device: TOTPDevice) -> str:
    """What is typed into the app where no camera is at hand, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@transaction.atomic
def confirm(user, code: str) -> list[str]:
    """Begin to ask for the second step. Returns the recovery codes, shown this once. Refuses a wrong code."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_digits(code)):
        raise Refused(_("This code is not right. Check that the phone shows the right time, and type the newest code."))
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    publish(SecondStepSet(user.pk), about=user, by=user)
    return _make_codes(user)


@transaction.atomic
def renew_codes(user) -> list[str]:
    """Ten new recovery codes; the old ones end."""
    publish(RecoveryCodesMade(user.pk), about=user, by=user)
    return _make_codes(user)


def _make_codes(user) -> list[str]:
    device = StaticDevice.objects.get_or_create(user=user, defaults={"name": NAME})[0]
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def codes_left(user) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def check(user, code: str) -> None:
    """Refuses a wrong code, one that was used already, and tries that come too quickly after wrong ones."""
    refusal = _check(user, code.strip())
    if refusal:
        raise Refused(refusal)


@transaction.atomic
def _check(user, code: str) -> str:
    """The refusal, or nothing. Wrong tries are counted in the same transaction, so nothing may raise here."""
    totp = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    recovery = StaticDevice.objects.select_for_update().filter(user=user).first()
    device, given = (totp, _digits(code)) if _digits(code) else (recovery, code.lower())
    if device is None:
        return _("This code is not right.")
    may_try, why = device.verify_is_allowed()
    if not may_try:
        return _("Too many wrong codes. Please wait a little and try again.")
    if not device.verify_token(given):
        return _("This code is not right.")
    if device is recovery:
        publish(RecoveryCodeUsed(user.pk, codes_left(user)), about=user, by=user)
    return ""


def _digits(code: str) -> str:
    """Six digits, however they were typed; nothing when it is no such code."""
    plain = code.replace(" ", "")
    return plain if plain.isascii() and plain.isdigit() and len(plain) == 6 else ""


@transaction.atomic
def remove(user, *, by, reason: str = "") -> None:
    """Forget phone and recovery codes, so that they are set up anew at the next sign-in."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    publish(SecondStepRemoved(user.pk), about=user, by=by, reason=reason)
