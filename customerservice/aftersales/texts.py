"""What customers and supervisors are told about after-sale cases."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

CASE = "/orders/{number}/aftersales/{case}/"

declare(
    "aftersale.opened",
    label=_("After-sale case opened"),
    inbox=Text(title=_("We have your request"), body=_("Case {case} about order {number}: we answer by {due}."), link=CASE),
)
declare(
    "aftersale.proposed",
    label=_("After-sale proposal"),
    inbox=Text(title=_("We propose {amount}"), body=_("Case {case}: we propose {amount}. Please answer by {due}. {text}"), link=CASE),
    sms=_("Case {case}: we propose {amount}. Please answer on the page of the case by {due}."),
)
declare(
    "aftersale.return_approved",
    label=_("Return approved"),
    inbox=Text(
        title=_("Please send the goods back"),
        body=_("Case {case} is approved. Send the goods by {due} and enter the waybill on the page of the case."),
        link=CASE,
    ),
    sms=_("Case {case} is approved. Please send the goods by {due} and enter the waybill on the page of the case."),
)
declare(
    "aftersale.rejected",
    label=_("After-sale case rejected"),
    inbox=Text(title=_("We cannot agree to your request"), body=_("Case {case}: {text}"), link=CASE),
    sms=_("Case {case} was not approved. The reason stands on the page of the case."),
)
declare(
    "aftersale.expired",
    label=_("Return not sent in time"),
    inbox=Text(title=_("Case closed"), body=_("The goods of case {case} were not sent in time. You can ask again."), link=CASE),
)
declare(
    "aftersale.escalated",
    label=_("After-sale case is late"),
    inbox=Text(title=_("Case {case} is late"), body=_("{state}. Please see to it."), link="/backoffice/aftersales/{case}/"),
)
