"""One-time codes by SMS. The code is sealed while it waits and wiped once it left; the log shows dots."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from microstore.core import clock
from microstore.core.tasks import ask

from ..models import Category, Channel, Message
from . import templates
from .recipients import recipient_of

TEMPLATE = "accounts.sign_in_code"
DOTS = "••••••"


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    return _box().decrypt(token.encode()).decode()


@transaction.atomic
def send_code(phone, code, language="") -> Message:
    """Queue one code to one phone. Never repeated after a time-out: the person presses the button again."""
    from ..tasks import deliver

    text = templates.text_of(templates.row_of(TEMPLATE), Channel.SMS, language or recipient_of(phone).language)
    message = Message.objects.create(
        key=f"code:{secrets.token_hex(12)}", template_code=TEMPLATE, category=Category.SERVICE, channel=Channel.SMS, address=phone,
        body=templates.fill(text.body, {"code": DOTS}), params={"code": DOTS}, sealed=seal(str(code)), due_at=clock.now(),
    )  # fmt: skip
    ask(deliver, message.pk)
    return message


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"messaging.codes:" + settings.SECRET_KEY.encode()).digest()))
