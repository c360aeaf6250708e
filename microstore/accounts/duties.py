"""What is owed around people and their rights."""

from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Post
from microstore.core.duties import Cadence, duty_by_hand

duty_by_hand(
    "T2a", _("Accounts and rights are looked through"), post=Post.ADMINISTRATOR, cadence=Cadence.MONTHLY, page="staff",
    source="S1 §七(二)2",
    workdays_only=True, grace_days=3,
)  # fmt: skip
