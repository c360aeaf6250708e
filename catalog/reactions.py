"""What product management does about its own news, after the fact, in a worker."""
from catalog import indexing
from catalog.bundles import reactions as bundles  # noqa: F401  what follows its news
from catalog.events import ProductApproved, ProductEdited
from catalog.gate import reactions as gate  # noqa: F401  theirs, too
from catalog.models import Product
from catalog.pricing import reactions as pricing  # noqa: F401  theirs, too
from catalog.shelf import reactions as shelf  # noqa: F401  theirs, too
from catalog.wishes import reactions as wishes  # noqa: F401  theirs, too
from microstore.core.events import on


@on(ProductApproved)
def make_findable(event: ProductApproved):
    indexing.index(Product.objects.filter(code=event.code).values_list("pk", flat=True))


@on(ProductEdited)
def make_findable_on_its_new_shelf(event: ProductEdited):
    """Drafts change nothing that customers find; another category or brand does (such news has no revision)."""
    if not event.revision:
        indexing.index(Product.objects.filter(code=event.code).values_list("pk", flat=True))
