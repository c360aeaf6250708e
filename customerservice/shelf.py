"""What product management is told: which customers asked about a product."""

from datetime import datetime

from catalog.hooks import tells_askers
from customerservice.models import Conversation, Question


@tells_askers
def customers_who_asked(product_id: int, since: datetime) -> set[int]:
    """On its page, or in a conversation that began there. Two queries."""
    asked = Question.objects.filter(product=product_id, asked_at__gte=since).values_list("customer", flat=True)
    talked = Conversation.objects.filter(about_product=product_id, opened_at__gte=since, customer__isnull=False)
    return {*asked, *talked.values_list("customer", flat=True)}
