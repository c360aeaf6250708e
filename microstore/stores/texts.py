"""What staff are told about their stores: papers, the library, designs, pages."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare
from microstore.stores.assets import texts as assets
from microstore.stores.design import texts as design
from microstore.stores.publishing import texts as publishing

__all__ = ["assets", "design", "publishing"]

declare(
    "stores.other_paper_ending",
    label=_("A paper of a store runs out that it does not need to stay open"),
    inbox=Text(
        title=_("{store}: {paper} ends in {days} days"),
        body=_("{paper} of {store} holds until {day}. What it covers leaves the shelf of the store after that day."),
        link="/backoffice/stores/{code}/",
    ),
    sms=_("{paper} of {store} ends on {day}, in {days} days. Renew it, or what it covers leaves the shelf."),
    mail=Text(
        title=_("{store}: {paper} ends in {days} days"),
        body=_("{paper} of {store} holds until {day}. What it covers leaves the shelf of the store after that day."),
    ),
)
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
