"""Pictures of a product: they belong to the draft and go live with it."""
from django.db import transaction

from catalog.gate import picture_rights
from catalog.services import products
from microstore.core import files
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

MOST = 9


@transaction.atomic
def add(product, upload=None, *, asset=None, by=None):
    """Put an uploaded picture, which the library keeps as well, or one of the library at the end of the draft's pictures. Refuses what
    may not be used any more."""
    pictures = _pictures_of(product)
    if len(pictures) >= MOST:
        raise Refused(_("A product has at most %(count)s pictures.") % {"count": MOST})
    if asset is not None and not upload and not asset.is_usable:
        raise Refused(_("The right to use “%(asset)s” has ended. Choose something else.") % {"asset": asset})
    stored = picture_rights.into_library(upload, product, by=by) if upload else asset.file
    if files.reference(stored) in pictures:
        raise Refused(_("The product shows this picture already."))
    return products.edit(product, facts={"pictures": [*pictures, files.reference(stored)]}, by=by)


@transaction.atomic
def remove(product, place: int, *, by=None):
    """Take a picture out of the draft; the live copy keeps it until the draft goes live."""
    pictures = _pictures_of(product)
    return products.edit(product, facts={"pictures": [kept for at, kept in enumerate(pictures) if at != place]}, by=by)


@transaction.atomic
def put_first(product, place: int, *, by=None):
    """Make a picture the one on the cards."""
    pictures = _pictures_of(product)
    if not 0 <= place < len(pictures):
        raise Refused(_("This picture is gone."))
    return products.edit(product, facts={"pictures": [pictures[place], *pictures[:place], *pictures[place + 1:]]}, by=by)


def _pictures_of(product) -> list[str]:
    """Of the locked product's draft, or of what the next draft will be copied from."""
    product.lock()
    return list((product.pending_revision or product.newest_revision).pictures)
