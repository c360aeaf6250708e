"""Health reading for everybody: no goods, no prices, no seller's number on the page (rule AD-14)."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from customerservice.models import Article
from microstore.core.access import open_to
from microstore.core.pages import keyset

NEWEST, PER_PAGE = ("-published_at", "-pk"), 20


def published():
    return Article.objects.filter(state=Article.State.PUBLISHED)


@open_to("public")
@require_safe
def articles(request):
    window = keyset.window(published(), NEWEST, size=PER_PAGE, after=request.GET.get("after", ""))
    return render(request, "customerservice/storefront/articles/list.html", {"window": window})


@open_to("public")
@require_safe
def article(request, slug):
    return render(request, "customerservice/storefront/articles/article.html", {"article": get_object_or_404(published(), slug=slug)})
