"""What higher departments do when a customer signs in: declared there, run here."""

from collections.abc import Callable

sign_in_hooks: list[Callable] = []


def on_sign_in(function: Callable) -> Callable:
    """Call ``function(request, customer, old_session_key)`` after each customer sign-in; the key names the guest's session."""
    if function not in sign_in_hooks:
        sign_in_hooks.append(function)
    return function


def run_sign_in_hooks(request, customer, old_session_key) -> None:
    for function in sign_in_hooks:
        function(request, customer, old_session_key)
