"""What goods without a parcel are: the file of an e-book, or the text of an article. It is part of the page, so it passes the same gate."""
from catalog.models import Product, ProductRevision
from catalog.services import products
from microstore.compliance import goods
from microstore.core import files
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

KIND = "book"


def put(product: Product, upload, *, by) -> ProductRevision:
    """Lay the file of an e-book into the draft. Refuses goods with a parcel, and what is no PDF or EPUB."""
    if goods.of(product.product_class).has_parcel:
        raise Refused(_("Only goods without a parcel have a file."))
    return products.edit(product, facts={"book": files.store_book(upload, kind=KIND, by=by)}, by=by)


def is_article(revision: ProductRevision) -> bool:
    return revision.attributes.get("file_kind") == "article"
