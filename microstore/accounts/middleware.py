"""Who is shopping; and who of the staff has still to prove themselves a second time."""

from django.shortcuts import redirect

from microstore.accounts.services import devices, second_step

DOORS = ("/backoffice/sign-in/", "/backoffice/sign-out/", "/backoffice/second-step/", "/backoffice/me/")


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


class SecondStepMiddleware:
    """Where the second step is required, staff without one see nothing but the page that sets it up. Keeps the device's last use."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.session.session_key and request.user.is_authenticated:
            devices.see(request.session)
            if self.has_to_prove(request):
                return redirect("backoffice:my-second-step")
        return self.get_response(request)

    def has_to_prove(self, request) -> bool:
        is_inside = request.path_info.startswith(("/backoffice/", "/admin/")) and not request.path_info.startswith(DOORS)
        return is_inside and second_step.is_required() and request.user.is_staff and not request.session.get("second_step")
