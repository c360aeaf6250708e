"""Who can sign in to the demo, one per post."""

from microstore.accounts.demo import PASSWORD
from microstore.accounts.models import Staff


def sign_ins() -> list[dict[str, str]]:
    """Rows of post, user name and password, in the order of the departments, for the table that ``bin/run`` prints."""
    rows = Staff.objects.filter(user__is_active=True).select_related("user").order_by("pk")
    return [{"post": str(staff.get_post_display()), "username": staff.user.username, "password": PASSWORD} for staff in rows]
