"""What colleagues are told by the gate."""
from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

_STOPPED = _("{product}: revision {revision} did not go live. {why}")

declare(
    "catalog.publish_stopped",
    label=_("A planned publication was stopped"),
    inbox=Text(title=_("A planned publication was stopped"), body=_STOPPED, link="{link}"),
    mail=Text(title=_("A planned publication was stopped"), body=_STOPPED, link="{link}"),
    sms=_STOPPED,
)
