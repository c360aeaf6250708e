"""What colleagues are told about design requests."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

LINK = "/backoffice/design/{number}/"

declare("design.asked", label=_("A design was asked for"),
        inbox=Text(title=_("Design: {title}"), body=_("{number} is due on {day}."), link=LINK))  # fmt: skip
declare("design.delivered", label=_("A design was delivered"),
        inbox=Text(title=_("Delivered: {title}"), body=_("{number} waits for your look."), link=LINK))  # fmt: skip
declare("design.approved", label=_("A design was approved"),
        inbox=Text(title=_("Approved: {title}"), body=_("The material of {number} may be used."), link=LINK))  # fmt: skip
declare("design.changes", label=_("Changes of a design were asked for"),
        inbox=Text(title=_("Changes, please: {title}"), body=_("{number}: {why}"), link=LINK))  # fmt: skip
declare("design.cancelled", label=_("A design request was cancelled"),
        inbox=Text(title=_("Cancelled: {title}"), body=_("{number}: {why}"), link=LINK))  # fmt: skip
