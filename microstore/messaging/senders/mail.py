"""Mail by SMTP, through Django's own backend and the MAIL_ settings."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from microstore.core.errors import OutsideFailed
from microstore.core.outside import NotReached

from .base import Outgoing


class Mail:
    """``connection`` is a Django mail connection; tests hand in their own."""

    def __init__(self, connection=None):
        self.connection = connection

    def send(self, outgoing: Outgoing) -> str:
        headers = {"Message-ID": f"<{outgoing.reference}@microstore>"}
        if outgoing.unsubscribe_url:
            headers["List-Unsubscribe"] = f"<{outgoing.unsubscribe_url}>"
        message = EmailMessage(
            subject=" ".join(outgoing.title.split()),
            body=outgoing.body,
            to=[outgoing.address],
            headers=headers,
            connection=self.connection or get_connection(),
        )
        try:
            message.send()
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as error:
            raise OutsideFailed(f"mail: {type(error).__name__}", permanent=True) from error
        except (ConnectionError, smtplib.SMTPConnectError) as error:
            raise NotReached(f"mail: {type(error).__name__}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise OutsideFailed(f"mail: {type(error).__name__}") from error
        return headers["Message-ID"]


def from_settings() -> Mail:
    return Mail()
