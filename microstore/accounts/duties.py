"""What is owed around people and their rights."""

from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Post
from microstore.core.duties import Cadence, carried, duty_by_hand

duty_by_hand(
    "T2a", _("Accounts and rights are looked through"), post=Post.ADMINISTRATOR, cadence=Cadence.MONTHLY, page="staff",
    source="S1 §七(二)2",
    workdays_only=True, grace_days=3,
)  # fmt: skip
carried("T2", _("Personal data is covered, and each look at it is limited and written down with its reason"), post=Post.MAINTAINER,
        page="reveals", source="S1 §七(二)2")  # fmt: skip
carried("T2b", _("A password alone opens nothing where a second step is set up, and the audit is sealed"), post=Post.MAINTAINER,
        page="audit", source="S1 §七(二)2")  # fmt: skip
carried("X4", _("Customers see, correct, take along and erase what we hold of them"), post=Post.SERVICE_LEAD, page="privacy-requests")
