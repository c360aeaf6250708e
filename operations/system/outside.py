"""What the house needs outside, and the shop as a customer reads it. Network: run from a task alone."""

import re
import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy

from microstore.core import clock, slowness
from microstore.core.outside import Outside
from microstore.core.sentences import gettext as _
from operations import norms
from operations.system.registry import Seen, V, judged, point

LINKS = re.compile(r'href="(/[^"#?]*)')
MOST_LINKS = 40
SECONDS = 4


def reached(name: str, base_url: str) -> Seen:
    """Any answer will do: whoever answers can be talked to."""
    answer = Outside(name, base_url, read_seconds=SECONDS).send("GET", "/")
    return Seen(V.DOUBTFUL if answer.status >= 500 else V.GOOD, _("answers with %(status)d") % {"status": answer.status})


@point("payment", gettext_lazy("WeChat Pay can be reached"))
def payment() -> Seen:
    return reached("wechatpay", settings.WECHATPAY_BASE_URL)


@point("carrier", gettext_lazy("The parcel platform can be reached"))
def carrier() -> Seen:
    return reached("kuaidi100", settings.KUAIDI100_BASE_URL)


@point("sms", gettext_lazy("The text message service can be reached"))
def sms() -> Seen:
    return reached("sms", settings.SMS_BASE_URL)


@point("mail", gettext_lazy("The mail server can be reached"))
def mail() -> Seen:
    with socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=SECONDS):
        return Seen(V.GOOD, _("answers"))


@point("certificate", gettext_lazy("The certificate of the shop is valid"))
def certificate() -> Seen:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme != "https":
        return Seen(V.GOOD if settings.DEMO else V.BAD, _("the shop is served without TLS"))
    context = ssl.create_default_context()
    with (
        socket.create_connection((parts.hostname, parts.port or 443), timeout=SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=parts.hostname) as secured,
    ):
        until = datetime.fromtimestamp(ssl.cert_time_to_seconds(secured.getpeercert()["notAfter"]), UTC)
    left = (until - clock.now()).days
    text = _("valid until %(day)s, %(left)d days") % {"day": f"{until:%Y-%m-%d}", "left": left}
    return Seen(V.BAD if left < 3 else V.DOUBTFUL if left < norms.CERTIFICATE_DAYS.value else V.GOOD, text)


def shop() -> Outside:
    return Outside("shop", settings.SITE_URL, read_seconds=SECONDS)


@point("shop", gettext_lazy("The shop opens"))
def home() -> Seen:
    started = clock.now()
    answer = shop().send("GET", "/", headers={"Accept": "text/html"})
    milliseconds = round((clock.now() - started).total_seconds() * 1000)
    if answer.status != 200:
        return Seen(V.BAD, _("answers with %(status)d") % {"status": answer.status})
    return judged(milliseconds, doubtful=slowness.SLOW_SECONDS * 1000, bad=10_000, text=_("home in %(ms)d ms") % {"ms": milliseconds})


@point("links", gettext_lazy("No link of the home page is broken"))
def links() -> Seen:
    """The links of the home page, products and categories among them: reading them is the synthetic visit of the shop."""
    client = shop()
    page = client.send("GET", "/", headers={"Accept": "text/html"}).body.decode(errors="replace")
    found = [path for path in dict.fromkeys(LINKS.findall(page)) if not path.startswith("//")][:MOST_LINKS]
    broken = [path for path in found if client.send("GET", path, headers={"Accept": "text/html"}).status >= 400]
    if broken:
        return Seen(V.BAD, _("Broken: %(paths)s") % {"paths": ", ".join(broken[:5])})
    return Seen(V.GOOD if found else V.BAD, _("%(count)d links read") % {"count": len(found)})
