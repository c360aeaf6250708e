"""What staff are told about the papers of their stores."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "stores.paper_ending",
    label=_("A paper of a store runs out"),
    inbox=Text(
        title=_("{store}: {paper} ends in {days} days"),
        body=_("{paper} of {store} holds until {day}. Without a renewed paper the store stops selling at midnight."),
        link="/backoffice/stores/{code}/",
    ),
    sms=_("{paper} of {store} ends on {day}, in {days} days. Renew it, or the store stops selling."),
    mail=Text(
        title=_("{store}: {paper} ends in {days} days"),
        body=_("{paper} of {store} holds until {day}. Without a renewed paper the store stops selling at midnight."),
    ),
)
