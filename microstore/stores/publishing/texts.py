"""What colleagues are told about pages on their way."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "pages.stopped",
    label=_("A page did not go live at its moment"),
    inbox=Text(
        title=_("{page} did not go live"), body=_("At its moment something forbade it: {why} It is a draft again."),
        link="/backoffice/pages/{id}/",
    ),  # fmt: skip
)
