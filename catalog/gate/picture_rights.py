"""Rights of the pictures on a product page: whatever is uploaded stands in the library, and what ended there goes no further."""

from microstore.core import files
from microstore.core.errors import Refused
from microstore.core.files import Referred
from microstore.core.models import StoredFile
from microstore.core.sentences import gettext as _
from microstore.stores.assets import keeping
from microstore.stores.models import Asset, AssetVersion


def require_held(revision) -> None:
    """Refuse a page that shows what may not be used any more. One query, none for a page of sketches alone."""
    if ended := next((asset for asset in assets_of(revision) if not asset.is_usable), None):
        raise Refused(_("The right to use “%(asset)s” has ended. Take it off the page, or put something else in its place.") % {
            "asset": ended})


def assets_of(revision) -> list[Asset]:
    paths = [found.path for found in map(files.referred, revision.pictures) if isinstance(found, Referred)]
    rows = AssetVersion.objects.filter(file__path__in=paths).select_related("asset") if paths else ()
    return list({row.asset_id: row.asset for row in rows}.values())


def into_library(upload, product, *, by) -> StoredFile:
    """The stored picture; one that the library knows already is not kept twice. Its rights have to be stated there."""
    stored = files.store_image(upload, kind="asset", by=by)
    known = Asset.objects.kept().filter(versions__file__sha256=stored.sha256, store=None).first()
    if known is None:
        author = _("Uploaded on a product page")
        keeping.keep(
            stored, kind=Asset.Kind.PICTURE, by=by, title=product.name[:80], alt=product.name, author=author, rights=Asset.Rights.UNSTATED)
        return stored
    if not known.is_usable:
        raise Refused(_("The right to use “%(asset)s” has ended. Choose something else.") % {"asset": known})
    return known.file
