"""What stores do about news."""

from microstore.core.events import on
from microstore.stores.events import PagePublished
from microstore.stores.models import PageRevision
from microstore.stores.publishing import measuring


@on(PagePublished)
def weigh(event: PagePublished) -> None:
    """Write down what the publication weighs. Told twice, it is written once."""
    revision = PageRevision.objects.filter(page__store=event.store_id, page__slug=event.page, number=event.revision).first()
    if revision is not None and not revision.measures.exists():
        measuring.keep(revision)
