"""E-books and articles on the shelf."""

from catalog.models import ProductRevision, Sku
from microstore.core import files
from orders.services import baskets, carts, checkout
from orders.services.opening import STATEMENT
from tests.factories import orders as make

PDF = b"%PDF-1.4 demo"
TEXT = "每天吃五种颜色的蔬果。"
AGREED = (STATEMENT, "suitable_population")


def make_book(store, *, price_fen=2900, kind="book", **facts) -> Sku:
    """A listed e-book with its file, or an article with its text."""
    sku = make.make_sku(store, price_fen=price_fen, units=0, unsuitable="", product_class="virtual")
    book = files.store_made(PDF, kind="book", name="book.pdf", content_type="application/pdf") if kind == "book" else None
    attributes = {"file_kind": kind, "licence_terms": "仅供本人阅读", **({"text": TEXT} if kind == "article" else {}), **facts}
    ProductRevision.objects.filter(product=sku.product).update(book=book, attributes=attributes, approval_number="")
    Sku.objects.filter(pk=sku.pk).update(in_stock=True, spec="1份")
    sku.product.listings.update(in_stock=True, product_class="virtual")
    return Sku.objects.select_related("product__live_revision").get(pk=sku.pk)


def place(store, *skus, customer=None, consents=AGREED, receiver=None, note=""):
    """An unpaid order of one of each, as the checkout would place it."""
    customer = customer or make.make_customer()
    for sku in skus:
        carts.add(carts.open_cart(store, customer=customer), sku.pk)
    cart = carts.find(store, customer=customer)
    total = baskets.look(cart, store, region_code=receiver.region_code if receiver else "").quote.total_fen
    sent = make.make_submission(total, consents=consents, receiver=receiver, note=note)
    return checkout.place(cart, customer=customer, submission=sent)
