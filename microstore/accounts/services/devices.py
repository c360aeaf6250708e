"""Devices somebody is signed in on: noted at the door, looked at, and ended one by one or all at once."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction

from microstore.accounts.events import SignedOutEverywhere
from microstore.accounts.models import SignIn
from microstore.core import clock
from microstore.core.events import publish
from microstore.core.sentences import gettext as _

SEEN_EVERY = timedelta(minutes=10)
BROWSERS = ("MicroMessenger", "Edg", "OPR", "Firefox", "Chrome", "Safari")
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux")
CALLED = {"MicroMessenger": "WeChat", "Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}


def note(request) -> SignIn:
    """Write down that the person of this session just signed in."""
    session = request.session
    if session.session_key is None:
        session.save()
    session["seen"] = clock.now().timestamp()
    return SignIn.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "user": request.user,
            "device": device_of(request.META.get("HTTP_USER_AGENT", "")),
            "place": place_of(request.META.get("REMOTE_ADDR", "")),
            "at": clock.now(),
            "seen_at": clock.now(),
            "ended_at": None,
        },
    )[0]


def see(session) -> None:
    """Renew when the session was last used, at most every ten minutes."""
    now = clock.now()
    if now.timestamp() - session.get("seen", 0) > SEEN_EVERY.total_seconds():
        session["seen"] = now.timestamp()
        SignIn.objects.filter(session_key=session.session_key).update(seen_at=now)


def open_of(user) -> list[SignIn]:
    """Where the person is signed in, last used first. Sessions that ran out are left away."""
    rows = SignIn.objects.filter(user=user, ended_at=None, seen_at__gt=clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE))
    return list(rows.order_by("-seen_at")[:50])


def end(user, pk: int) -> bool:
    """End one session of this person. False when it is not theirs or has ended."""
    row = SignIn.objects.filter(user=user, pk=pk, ended_at=None).first()
    if row:
        _end([row])
    return row is not None


@transaction.atomic
def end_all(user, *, by, but: str | None = None, reason: str = "") -> int:
    """Sign out everywhere, except the session ``but``. Returns how many sessions were ended."""
    rows = list(SignIn.objects.filter(user=user, ended_at=None).exclude(session_key=but or ""))
    publish(SignedOutEverywhere(user.pk, len(rows)), about=user, by=by, reason=reason)
    _end(rows)
    return len(rows)


def _end(rows: list[SignIn]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in rows:
        store(row.session_key).delete()
    SignIn.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=clock.now())


def device_of(agent: str) -> str:
    """Browser and system in two words: ``WeChat · iPhone``."""
    browser = next((name for name in BROWSERS if name in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    words = [CALLED.get(word, word) for word in (browser, system) if word]
    return " · ".join(words) or _("unknown device")


def place_of(address: str) -> str:
    """The network somebody came from, not the single machine: ``203.0.113.*``."""
    sign = ":" if ":" in address else "."
    parts = address.split(sign)
    return sign.join([*(parts[:3] if sign == ":" else parts[:-1]), "*"]) if len(parts) > 1 else ""
