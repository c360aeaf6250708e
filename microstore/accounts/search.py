"""What Ctrl K finds among people: colleagues by name, username or number."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Staff
from microstore.core.pages import Hit, searchable


@searchable(_("Staff"), "accounts.view_staff", icon="user")
def colleagues(text, user, limit):
    words = text[:60]
    rows = Staff.objects.select_related("user").filter(
        Q(user__name__icontains=words) | Q(user__username__istartswith=words) | Q(number__istartswith=words)
    )
    for row in rows.order_by("number")[:limit]:
        yield Hit(str(row.user), f"/backoffice/staff/{row.number}/", f"{row.number} · {row.get_post_display()}", icon="user")
