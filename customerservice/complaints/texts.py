"""What customers and colleagues are told about complaints (duties L15, C14, C15, C21)."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, about, declare

to_customer = about("/complaints/{number}/")
to_colleague = about("/backoffice/complaints/{number}/")

to_customer(
    "complaint.received", _("Complaint received"),
    title=_("We have your complaint"), body=_("Complaint {number}: you get a proposal from us by {due}."),
    sms=_("We have your complaint {number}. You get a proposal from us by {due}."))
to_customer(
    "complaint.offered", _("Solution offered to a customer"),
    title=_("We have a proposal for you"), body=_("Complaint {number}: please say whether our proposal suits you."),
    sms=_("We have a proposal for your complaint {number}. Please see it in the shop under Complaints."))
to_customer(
    "complaint.escalated", _("Complaint is a superior's matter"),
    title=_("Your complaint is now with a superior"), body=_("Complaint {number}: a new proposal comes by {due}."))
declare(
    "complaint.satisfaction",
    label=_("Whether a complaint was settled well"),
    inbox=Text(
        title=_("Are you satisfied?"), body=_("Complaint {number} is resolved. Please tell us whether it is settled well."),
        link="/q/{token}/",
    ),
    sms=_("Complaint {number} is resolved. Are you satisfied? {site}/q/{token}/"),
)
to_colleague(
    "complaint.assigned", _("Complaint handed to a colleague"),
    title=_("Complaint {number} is yours"), body=_("A solution is due by {due}."))
to_colleague(
    "complaint.time", _("Time of a complaint is running out"),
    title=_("Complaint {number}: {percent} % of the time is gone"), body=_("{clock}, due {due}."),
    sms=_("Complaint {number}: {percent} % of the time is gone. {clock}, due {due}."))
to_colleague(
    "complaint.safety", _("Complaint about safety"),
    title=_("Safety: complaint {number}"), body=_("{product}, batch {batch}. Decide whether the batch is put on hold."),
    sms=_("Safety: complaint {number}, {product}, batch {batch}. Decide whether the batch is put on hold."))
declare(
    "complaint.inquiry",
    label=_("Question to a department"),
    inbox=Text(title=_("Customer service asks about {number}"), body=_("{text} Answer by {due}."), link="/backoffice/inquiries/{id}/"),
)
to_colleague("complaint.inquiry_answered", _("Department has answered"), title=_("Answer about {number}"), body="{text}")
