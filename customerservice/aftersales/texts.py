"""What customers and supervisors are told about after-sale cases."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, about, declare

of_case = about("/orders/{number}/aftersales/{case}/")

of_case(
    "aftersale.opened", _("After-sale case opened"),
    title=_("We have your request"), body=_("Case {case} about order {number}: we answer by {due}."))
of_case(
    "aftersale.proposed", _("After-sale proposal"),
    title=_("We propose {amount}"), body=_("Case {case}: we propose {amount}. Please answer by {due}. {text}"),
    sms=_("Case {case}: we propose {amount}. Please answer on the page of the case by {due}."))
of_case(
    "aftersale.return_approved", _("Return approved"),
    title=_("Please send the goods back"),
    body=_("Case {case} is approved. Send the goods by {due} and enter the waybill on the page of the case."),
    sms=_("Case {case} is approved. Please send the goods by {due} and enter the waybill on the page of the case."))
of_case(
    "aftersale.rejected", _("After-sale case rejected"),
    title=_("We cannot agree to your request"), body=_("Case {case}: {text}"),
    sms=_("Case {case} was not approved. The reason stands on the page of the case."))
of_case(
    "aftersale.expired", _("Return not sent in time"),
    title=_("Case closed"), body=_("The goods of case {case} were not sent in time. You can ask again."))
declare(
    "aftersale.escalated",
    label=_("After-sale case is late"),
    inbox=Text(title=_("Case {case} is late"), body=_("{state}. Please see to it."), link="/backoffice/aftersales/{case}/"),
)
