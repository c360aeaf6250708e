"""The words and pieces of the back office. ``{% load ui %}`` in every template under ``backoffice/``."""

import re
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microstore.core import charts, clock, preferences, symbols
from microstore.core.events import kinds
from microstore.core.pages import narrowing, notes, shell, wording
from microstore.core.templatetags import pictures

register = template.Library()
register.filter("yuan", wording.yuan)
register.filter("moment", wording.moment)
register.filter("with_mentions", notes.with_mentions)
register.filter("day_label", notes.day_label)
register.filter("as_filter", narrowing.drawn)
register.simple_tag(pictures.picture, name="picture")
register.simple_tag(wording.status_badge, name="status")


# ── icons and codes ────────────────────────────────────────────────────────────────────────────────────────────────────
SPRITE = "img/office.svg"


@lru_cache(maxsize=1)
def icon_names() -> frozenset:
    """Symbols of the sprite."""
    sprite = Path(settings.BASE_DIR, "static", SPRITE).read_text()
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', sprite))


@lru_cache(maxsize=512)
def _symbol(name: str, size: str):
    classes = f" ic-{size}" if size else ""
    return format_html('<svg class="ic{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static(SPRITE), name)


@register.simple_tag
def icon(name, size="", label=""):
    """A symbol of the sprite; decorative unless it has a label. ``size``: "", s, xs, l, xl."""
    name = name if name in icon_names() else "doc"
    if not label:
        return _symbol(name, size)
    classes = f" ic-{size}" if size else ""
    return format_html('<svg class="ic{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>', classes, label, static(SPRITE), name)


@register.simple_tag
def qr(text, label="", css="qrp"):
    """A QR code of ``text`` as SVG, for sheets and screens."""
    return symbols.qr(text, label or text, css)


@register.simple_tag
def code128(text, css="c128"):
    """A Code 128 of ``text`` as SVG with its quiet zones."""
    return symbols.code128(text, css)


# ── people and money ───────────────────────────────────────────────────────────────────────────────────────────────────
@register.simple_tag
def price(fen):
    """An amount with small yuan sign and cents."""
    text = wording.yuan(fen)
    if not text:
        return ""
    whole, cents = text.rsplit(".", 1)
    return format_html('<span class="money">{}<span class="cents">.{}</span></span>', whole, cents)


@register.simple_tag
def mask_phone(phone):
    """138****8000, whatever stands before the eleven digits."""
    digits = re.sub(r"\D", "", str(phone or ""))[-11:]
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) == 11 else "****" if digits else ""


@register.simple_tag
def mask_name(name):
    """张三丰 → 张**; at most three stars."""
    name = str(name or "").strip()
    return name and name[0] + "*" * min(3, max(1, len(name) - 1))


@register.simple_tag
def avatar(person, size=""):
    """First character of a person's name on one of five tints."""
    name = display_name(person)
    tint = (getattr(person, "pk", 0) or 0) % 5 + 1
    return format_html('<span class="avatar av{}{}" aria-hidden="true">{}</span>', tint, f" avatar-{size}" if size else "", name[:1] or "·")


@register.filter
def display_name(person):
    """The name of a colleague, else their sign-in name; a buyer is the customer, nobody is the system."""
    if not person:
        return _("System")
    return str(getattr(person, "name", "") or person) if person.is_staff else _("Customer")


# ── blocks ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
@register.simple_block_tag
def panel(content, title="", sub="", flush=False, css=""):
    """A panel with a heading. ``flush`` leaves out the inner padding, for tables and row lists."""
    head = (
        format_html(
            '<div class="panel-h{}"><h2>{}</h2>{}</div>',
            " panel-h-line" if flush else "",
            title,
            format_html('<span class="sm dim">{}</span>', sub) if sub else "",
        )
        if title
        else ""
    )
    body = content if flush else format_html('<div class="panel-b">{}</div>', content)
    return format_html('<section class="panel {}">{}{}</section>', css, head, body)


@register.inclusion_tag("ui/steps.html")
def steps(items):
    return {"steps": items}


@register.inclusion_tag("ui/timeline.html")
def timeline(events):
    """A plain timeline of events, newest first."""
    return {"days": notes.by_day(list(events))}


@register.inclusion_tag("ui/empty.html")
def empty(title, text="", url="", label="", icon="inbox"):
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("ui/note.html")
def alert(text, tone="info", title=""):
    """A sentence in a box: info, ok, warn or danger."""
    return {"text": text, "tone": tone, "title": title, "icon": {"ok": "check", "warn": "alert", "danger": "stop"}.get(tone, "info")}


@register.inclusion_tag("ui/facts.html")
def facts(items, css=""):
    """A description list of (label, value)."""
    return {"facts": items, "css": css}


@register.simple_tag
def tag(text, tone=""):
    return format_html('<span class="tag{}">{}</span>', f" tag-{tone}" if tone else "", text)


@register.inclusion_tag("ui/clock.html")
def deadline(due_at, minutes=1440, note="", css=""):
    """Time left until ``due_at`` of ``minutes`` allowed: ring, number and word."""
    left = (due_at - clock.now()).total_seconds() / 60
    used = min(100, max(0, round(100 * (1 - left / max(minutes, 1)))))
    tone = "over" if left < 0 else "danger" if used >= 80 else "warn" if used >= 50 else "ok"
    return {"tone": tone, "used": used, "text": time_left(left), "note": note or wording_of(due_at), "due_at": due_at, "css": css}


def wording_of(due_at) -> str:
    local = timezone.localtime(due_at)
    return local.strftime("%H:%M") if local.date() == clock.today() else local.strftime("%m-%d %H:%M")


def time_left(minutes) -> str:
    late, minutes = minutes < 0, abs(int(minutes))
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        text = ngettext("%(days)s day", "%(days)s days", hours // 24) % {"days": hours // 24}
    elif hours:
        text = _("%(hours)s h %(minutes)02d min") % {"hours": hours, "minutes": rest}
    else:
        text = _("%(minutes)s min") % {"minutes": minutes}
    return _("%(time)s late") % {"time": text} if late else text


@register.inclusion_tag("ui/chart.html")
def chart(drawn):
    """A chart of ``microstore.core.charts`` with its numbers behind “Show the numbers”."""
    return {"chart": drawn}


@register.simple_tag
def sparkline(values):
    drawn = charts.sparkline(list(values or []))
    if not drawn:
        return ""
    return format_html(
        '<svg class="spark" viewBox="0 0 56 24" aria-hidden="true"><path d="{}"/><circle cx="{}" cy="{}" r="2.6"/></svg>', *drawn
    )


@register.simple_tag
def share_bar(share, tone="1"):
    """A bar filled to ``share`` percent."""
    share = min(100, max(0, float(share or 0)))
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="f0" width="100" height="8" '
        'rx="2"/><rect class="f{}" width="{}" height="8" rx="2"/></svg>',
        tone,
        share,
    )


# ── the frame ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@register.simple_tag(takes_context=True)
def office_shell(context):
    """Menu, counts and addresses of the frame; nothing for a visitor."""
    request, page = context["request"], context.get("page")
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated and user.is_staff):
        return None
    current = shell.place_in_menu(page)
    return {
        "menu": shell.menu(user, current),
        "bell": shell.bell(user),
        "jobs": shell.open_jobs(user),
        "theme": preferences.of(request).theme,
        "sign_out_url": shell.address_or_none("backoffice:sign-out", "staff-sign-out", "accounts:staff-sign-out", "staff_sign_out"),
        "account_url": shell.address_or_none("backoffice:me", "backoffice:account", "staff-account"),
        "is_home": getattr(page, "name", "") == "home",
    }


@register.simple_tag(takes_context=True)
def office_theme(context):
    """light, dark or auto, from the person's cookie."""
    request = context.get("request")
    return preferences.of(request).theme if request else "auto"


@register.filter
def event_label(event):
    """What happened, in words; old kinds show their name."""
    return getattr(kinds.get(event.name), "label", "") or event.name


@register.filter
def event_is_for_customer(event):
    return notes.is_for_customer(event)


@register.filter
def event_icon(event):
    """Pencil for notes, a person for people's acts, a robot for the system's."""
    return "note" if event.name == "core.note" else "user" if event.by_id else "bot"


@register.filter
def cell(bound_row, name):
    return bound_row.get_cell(name)


# ── lists ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
@register.filter
def split_words(text):
    return text.split()


@register.filter
def without_search(page):
    """The address of a list without its search text."""
    return page.with_(q=None)


@register.filter
def with_size(page, size):
    return page.with_(size=size)
