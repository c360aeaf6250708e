"""What higher departments add to people's pages: declared there, run here."""

from collections.abc import Callable

sign_in_hooks: list[Callable] = []
me_page_hooks: list[Callable] = []


def on_sign_in(function: Callable) -> Callable:
    """Call ``function(request, customer, old_session_key)`` after each customer sign-in; the key names the guest's session."""
    if function not in sign_in_hooks:
        sign_in_hooks.append(function)
    return function


def on_me_page(function: Callable) -> Callable:
    """Add what ``function(request, customer)`` returns to the member page: ``states``, ``parcel`` or ``unread``."""
    if function not in me_page_hooks:
        me_page_hooks.append(function)
    return function


def run_sign_in_hooks(request, customer, old_session_key) -> None:
    for function in sign_in_hooks:
        function(request, customer, old_session_key)


def me_page_context(request, customer) -> dict:
    context = {"states": [], "parcel": None, "unread": 0}
    for function in me_page_hooks:
        context |= function(request, customer)
    return context
