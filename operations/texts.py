"""What staff are told about duties and the state of the system."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "operations.duty_overdue",
    label=_("Own duty overdue"),
    inbox=Text(
        title=_("Overdue: {label}"),
        body=_("Duty {duty}, owed by {due}, is not done. Please do it or say why it cannot be done."),
        link="/backoffice/duties/row/{row}/",
    ),
)
declare(
    "operations.duty_escalated",
    label=_("Duty of another post overdue"),
    inbox=Text(
        title=_("{post} is late: {label}"),
        body=_("Duty {duty}, owed by {due}, is not done. {facts}"),
        link="/backoffice/duties/row/{row}/",
    ),
)
declare(
    "operations.system_alarm",
    label=_("Something in the system is broken"),
    inbox=Text(
        title=_("System check: {names}"), body=_("The check of {at} found what needs a look: {names}."), link="/backoffice/system/checks/"
    ),
    mail=Text(
        title=_("System check: {names}"), body=_("The check of {at} found what needs a look: {names}."), link="/backoffice/system/checks/"
    ),
)
declare(
    "operations.backup_alarm",
    label=_("A backup or a trial to restore it failed"),
    inbox=Text(title=_("Backup: something failed"), body=_("{what}"), link="/backoffice/system/backups/"),
    mail=Text(title=_("Backup: something failed"), body=_("{what}"), link="/backoffice/system/backups/"),
)
