"""Count what people see of the shop, after the answer is made and without touching it."""

from marketing.services import traffic
from microstore.stores.services import shares

COUNTED = {
    "home": lambda kwargs: traffic.STORE,
    "category": lambda kwargs: traffic.STORE,
    "search": lambda kwargs: traffic.STORE,
    "product": lambda kwargs: f"p/{kwargs['slug']}",
    "campaign": lambda kwargs: f"a/{kwargs['code']}",
    "topic": lambda kwargs: f"a/{kwargs['code']}",
}


class CountVisits:
    """No cookie, no session, no query, no lock: one trip to Redis for a page that a person was shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200 and getattr(request, "store", None) is not None:
            self.count(request)
        return response

    def count(self, request) -> None:
        found = request.resolver_match
        agent = request.META.get("HTTP_USER_AGENT", "")
        purpose = request.META.get("HTTP_SEC_PURPOSE", "") or request.META.get("HTTP_PURPOSE", "")
        if found is None or found.url_name not in COUNTED or not traffic.is_person(agent, purpose):
            return
        page = COUNTED[found.url_name](found.kwargs)
        by = shares.asked(request.GET) if found.url_name == "product" else ""
        pages = [page, f"b/{by}"] if by else [page]
        traffic.seen(request.store.pk, *pages, address=request.META.get("REMOTE_ADDR", ""), agent=agent)
