"""One-time codes by text message: six digits, five minutes, five tries, good once.

Everything that limits them stands in the database, so a dead cache weakens nothing. Every phone gets the same answers,
whether it has an account or not.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import ngettext

from microstore.accounts.models import SignInCode
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.locking import locked
from microstore.core.ratelimit import TooMany, limit
from microstore.core.sentences import gettext as _

VALID_FOR = timedelta(minutes=5)
RESEND_AFTER = timedelta(seconds=60)
MOST_TRIES = 5
MOST_PER_PHONE = ((timedelta(hours=1), 6), (timedelta(days=1), 12))
MOST_PER_ADDRESS = 600  # an hour: offices and mobile carriers share one address
KEEP_FOR = timedelta(days=7)


def send(phone: str, *, purpose: str = SignInCode.Purpose.SIGN_IN, ip: str | None = None, language: str = "") -> None:
    """Send a fresh code; older ones are worth nothing from then on. Refuses (TooMany) when asked too often."""
    if ip:
        limit(f"code-address:{ip}", MOST_PER_ADDRESS, 3600)
    with transaction.atomic():
        _one_at_a_time(phone)
        _require_patience(phone)
        code = f"{secrets.randbelow(10**6):06d}"
        now = clock.now()
        SignInCode.objects.create(
            phone=phone, purpose=purpose, code_hash=_hash(phone, code), ip=ip, sent_at=now, expires_at=now + VALID_FOR
        )
        _sender()(phone, code, language=language)


def check(phone: str, code: str) -> None:
    """Use the code up, or refuse. Call it outside any transaction: a wrong try counts whatever the caller does next."""
    with transaction.atomic(durable=True):
        refusal = _try(phone, (code or "").strip())
    if refusal:
        raise Refused(refusal)


def wait_seconds(phone: str) -> int:
    """Seconds until the next code may be asked for."""
    newest = _newest(phone)
    if newest is None:
        return 0
    return max(0, round((newest.sent_at + RESEND_AFTER - clock.now()).total_seconds()))


def is_waited_for(phone: str) -> bool:
    """Whether a code was sent that can still be used."""
    newest = _newest(phone)
    return bool(newest and not newest.used_at and newest.expires_at > clock.now())


def clear_old() -> int:
    """Delete codes that no limit looks at any more."""
    return SignInCode.objects.filter(sent_at__lt=clock.now() - KEEP_FOR).delete()[0]


def _try(phone, code):
    """Judge one try under the lock of the newest code; returns the sentence of refusal, or an empty one."""
    newest = _newest(phone)
    row = newest and locked(SignInCode.objects.filter(pk=newest.pk)).get()
    if row is None or row.used_at or row.expires_at <= clock.now():
        return _("This code is no longer valid (codes last 5 minutes). Ask for a new one.")
    if row.wrong_tries >= MOST_TRIES:
        return _("Too many wrong codes. Ask for a new one.")
    if not constant_time_compare(row.code_hash, _hash(phone, code)):
        SignInCode.objects.filter(pk=row.pk).update(wrong_tries=F("wrong_tries") + 1)
        return _wrong(MOST_TRIES - row.wrong_tries - 1)
    SignInCode.objects.filter(pk=row.pk).update(used_at=clock.now())
    return ""


def _wrong(left):
    if not left:
        return _("Too many wrong codes. Ask for a new one.")
    return ngettext(
        "This code is not right. You have %(left)d more try.", "This code is not right. You have %(left)d more tries.", left
    ) % {"left": left}


def _require_patience(phone):
    if wait := wait_seconds(phone):
        raise TooMany(wait)
    for span, most in MOST_PER_PHONE:
        sent = SignInCode.objects.filter(phone=phone, sent_at__gt=clock.now() - span).order_by("sent_at").values_list("sent_at", flat=True)
        if len(sent) >= most:
            raise TooMany(max(1, round((sent[0] + span - clock.now()).total_seconds())))


def _newest(phone):
    return SignInCode.objects.filter(phone=phone).order_by("-sent_at", "-id").first()


def _one_at_a_time(phone):
    """Two requests for one phone at once send one code: the second waits here and is then told to be patient."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sign-in-code:{phone}"])


def _hash(phone, code):
    return salted_hmac("microstore.accounts.codes", f"{phone}:{code}", algorithm="sha256").hexdigest()


def _sender():
    """The department that sends text messages stands above; the settings name its function."""
    try:
        return import_string(settings.SIGN_IN_CODE_SENDER)
    except (AttributeError, ImportError) as error:
        raise ImproperlyConfigured("SIGN_IN_CODE_SENDER must name a function (phone, code, language).") from error
