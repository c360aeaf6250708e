"""Templates as departments declare them, each in its own texts.py. English message ids; placeholders are ``{name}``."""

from dataclasses import dataclass

from microstore.core.errors import Refused

from .models.template import Category

REGISTRY: dict[str, "Declared"] = {}


@dataclass(frozen=True)
class Text:
    """``title`` heads an inbox line or a mail and is empty for SMS. ``link`` is a path with placeholders, inbox and mail only."""

    body: object
    title: object = ""
    link: str = ""


@dataclass(frozen=True)
class Declared:
    code: str
    label: object
    category: str
    inbox: Text | None = None
    sms: Text | None = None
    mail: Text | None = None

    def text(self, channel) -> Text | None:
        return getattr(self, str(channel))


def declare(code, *, label="", category=Category.SERVICE, inbox=None, sms=None, mail=None):
    """Make a template known. A channel without text is never used for it. A bare string is taken as the body."""
    texts = {name: Text(body=text) if text is not None and not isinstance(text, Text) else text
             for name, text in {"inbox": inbox, "sms": sms, "mail": mail}.items()}  # fmt: skip
    REGISTRY[code] = Declared(code=code, label=label or code, category=str(category), **texts)
    return REGISTRY[code]


def about(link: str):
    """``declare`` for messages about one kind of thing: their lines in the inbox all lead to its page."""

    def tell(code, label, *, title, body, **others) -> Declared:
        return declare(code, label=label, inbox=Text(title=title, body=body, link=link), **others)

    return tell


def label_of(code) -> str:
    """The name people know a template by; its code when no department declares it any more."""
    return str(REGISTRY[code].label) if code in REGISTRY else code


def declared(code) -> Declared:
    try:
        return REGISTRY[code]
    except KeyError:
        raise Refused(f"No message template is called {code}.") from None
