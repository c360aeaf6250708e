"""What customers and colleagues are told about complaints (duties L15, C14, C15, C21)."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

OWN = "/complaints/{number}/"
STAFF = "/backoffice/complaints/{number}/"

declare(
    "complaint.received",
    label=_("Complaint received"),
    inbox=Text(
        title=_("We have your complaint"), body=_("Complaint {number}: you get a proposal from us by {due}."), link=OWN,
    ),
    sms=_("We have your complaint {number}. You get a proposal from us by {due}."),
)  # fmt: skip
declare(
    "complaint.offered",
    label=_("Solution offered to a customer"),
    inbox=Text(title=_("We have a proposal for you"), body=_("Complaint {number}: please say whether our proposal suits you."), link=OWN),
    sms=_("We have a proposal for your complaint {number}. Please see it in the shop under Complaints."),
)
declare(
    "complaint.escalated",
    label=_("Complaint is a superior's matter"),
    inbox=Text(title=_("Your complaint is now with a superior"), body=_("Complaint {number}: a new proposal comes by {due}."), link=OWN),
)
declare(
    "complaint.satisfaction",
    label=_("Whether a complaint was settled well"),
    inbox=Text(
        title=_("Are you satisfied?"), body=_("Complaint {number} is resolved. Please tell us whether it is settled well."),
        link="/q/{token}/",
    ),
    sms=_("Complaint {number} is resolved. Are you satisfied? {site}/q/{token}/"),
)
declare(
    "complaint.assigned",
    label=_("Complaint handed to a colleague"),
    inbox=Text(title=_("Complaint {number} is yours"), body=_("A solution is due by {due}."), link=STAFF),
)
declare(
    "complaint.time",
    label=_("Time of a complaint is running out"),
    inbox=Text(title=_("Complaint {number}: {percent} % of the time is gone"), body=_("{clock}, due {due}."), link=STAFF),
    sms=_("Complaint {number}: {percent} % of the time is gone. {clock}, due {due}."),
)
declare(
    "complaint.safety",
    label=_("Complaint about safety"),
    inbox=Text(
        title=_("Safety: complaint {number}"), body=_("{product}, batch {batch}. Decide whether the batch is put on hold."), link=STAFF
    ),
    sms=_("Safety: complaint {number}, {product}, batch {batch}. Decide whether the batch is put on hold."),
)
declare(
    "complaint.inquiry",
    label=_("Question to a department"),
    inbox=Text(title=_("Customer service asks about {number}"), body=_("{text} Answer by {due}."), link="/backoffice/inquiries/{id}/"),
)
declare(
    "complaint.inquiry_answered",
    label=_("Department has answered"),
    inbox=Text(title=_("Answer about {number}"), body="{text}", link=STAFF),
)
