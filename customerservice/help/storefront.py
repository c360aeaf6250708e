"""The help page of the shop."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from customerservice.help import reading
from microstore.core.access import open_to


@open_to("public")
@require_safe
def help_page(request):
    """Questions by topic, narrowed by words without a script."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    return render(request, "customerservice/storefront/help.html", {"topics": reading.topics(query), "query": query})
