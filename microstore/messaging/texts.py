"""Messages that stand below all departments."""

from django.utils.translation import gettext_lazy as _

from .declarations import Text, declare

declare(
    "accounts.sign_in_code",
    label=_("Sign-in code"),
    sms=_("Your code is {code}. It is valid for 5 minutes. Give it to nobody, not even to our staff."),
)
declare(
    "accounts.closing",
    label=_("Account to be closed"),
    inbox=Text(
        title=_("Your account will be closed"),
        body=_("Your account will be closed on {day}. Until then you can sign in to keep it. If this was not you, please call us."),
        link="/me/privacy/",
    ),
    sms=_("Your account will be closed on {day}. Sign in before that day to keep it. If this was not you, please call us."),
)
declare(
    "accounts.copy_ready",
    label=_("Copy of the own data"),
    inbox=Text(
        title=_("Your data is ready"),
        body=_("The copy of your data can be fetched now. A fresh code is asked for."),
        link="/me/privacy/copy/",
    ),
)
declare(
    "accounts.privacy_answer",
    label=_("Answer to a wish about personal data"),
    inbox=Text(title=_("About your personal data"), body=_("{answer}"), link="/me/privacy/"),
)
declare(
    "accounts.phone_changed",
    label=_("Mobile number changed"),
    inbox=Text(title=_("You sign in with a new number"), body=_("If this was not you, please call us at once."), link="/me/devices/"),
    sms=_("You now sign in with this number. If this was not you, please call us at once."),
)
declare(
    "accounts.reveal_limit",
    label=_("Limit of looks at personal data reached"),
    inbox=Text(
        title=_("{person} has looked at much personal data"),
        body=_("{person} has looked at personal data {looks} times today and can see no more until tomorrow."),
        link="/backoffice/reveals/",
    ),
)
