"""What follows the news of the gate, in a worker."""
from catalog import indexing
from catalog.gate.events import ProductWentLive, PublishStopped
from catalog.models import Product
from microstore.core.events import on
from microstore.messaging.services import send


@on(ProductWentLive)
def make_findable_at_its_minute(event: ProductWentLive):
    indexing.index(Product.objects.filter(code=event.code).values_list("pk", flat=True))


@on(PublishStopped)
def tell_its_people(event: PublishStopped):
    """Whoever wrote the draft and whoever is responsible for the product."""
    product = Product.objects.select_related("owner").get(code=event.code)
    revision = product.revisions.select_related("created_by").filter(number=event.revision).first()
    for person in {product.owner, revision.created_by if revision else None} - {None}:
        send("catalog.publish_stopped", to=person, key=f"publish-stopped-{event.code}-{event.at}-{person.pk}", channels=("inbox",),
             context={"product": product.name, "revision": event.revision, "why": event.why, "link": product.get_absolute_url()})
