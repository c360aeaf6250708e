"""Who is shopping."""


class CustomerMiddleware:
    """Set ``request.customer`` on storefront pages: the signed-in customer or None. Guests without a session cost no query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.customer = customer_of(request)
        return self.get_response(request)


def customer_of(request):
    """None on pages of no store, for guests, and for staff: a work account never shops."""
    if getattr(request, "store", None) is None or not request.user.is_authenticated or request.user.is_staff:
        return None
    return getattr(request.user, "customer", None)
