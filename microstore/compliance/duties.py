"""What the law wants of everybody, kept by the product itself."""

from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Post
from microstore.core.duties import carried

carried("G4", _("Forbidden wordings are not published, required sentences are shown"), post=Post.QUALITY, page="rule-book", source="S0 §一")
