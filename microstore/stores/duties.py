"""What is owed around stores and their pages."""

from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Post
from microstore.core.duties import Cadence, carried, duty_by_hand

carried("G1", _("Official and authorised stores stand under one set of rules"), post=Post.DIRECTOR, page="stores", source="S0 §二")
carried("D3", _("Store pages are built of blocks, and every text is scanned before it is published"), post=Post.DESIGNER,
        page="store-pages", source="S1 §二(二)4")  # fmt: skip
duty_by_hand(
    "D6", _("Pages are looked through: layout, colour, speed"), post=Post.DESIGNER, cadence=Cadence.QUARTERLY, page="store-pages",
    source="S1 §七(一)1", workdays_only=True, grace_days=7,
)  # fmt: skip
