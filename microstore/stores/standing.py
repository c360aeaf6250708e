"""Draw a page as if somebody stood in a store."""

from contextlib import contextmanager

from django.urls import get_script_prefix, set_script_prefix


@contextmanager
def standing_in(request, store):
    """Draw as if the visitor stood in ``store``, so that links lead there."""
    before = get_script_prefix()
    request.store, request.customer = store, None
    set_script_prefix(before + store.get_absolute_url().lstrip("/"))
    try:
        yield
    finally:
        set_script_prefix(before)
        request.store = None
