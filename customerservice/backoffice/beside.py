"""What else is open with the customer of a conversation: complaints come first in every queue, cases stand beside the thread."""

from django.utils.translation import gettext_lazy as _

from customerservice.backoffice.context import SHOWN, is_known, panels
from customerservice.hooks import first_in_line
from customerservice.models import AftersaleCase, Complaint, Conversation
from microstore.core.pages import Panel


@first_in_line
def complaining(customer_ids) -> dict:
    """Customers with a complaint that nobody has solved yet (duty L15)."""
    rows = Complaint.objects.unsolved().filter(customer_id__in=customer_ids)
    return dict.fromkeys(rows.values_list("customer_id", flat=True), _("Complaint"))


def cases(request, row: Conversation) -> dict:
    complaints = Complaint.objects.visible_to(request.user).filter(customer=row.customer).order_by("-received_at")
    returns = AftersaleCase.objects.visible_to(request.user).filter(order__customer=row.customer).order_by("-pk")
    may_complain = request.user.has_perm("customerservice.handle_complaint")
    return {"complaints": list(complaints[:SHOWN]), "returns": list(returns[:SHOWN]), "may_complain": may_complain}


panels.insert(3, Panel("customerservice/backoffice/_cx_cases.html", _("Complaints and after-sales"), cases, is_shown=is_known))
