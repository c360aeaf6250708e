"""The home page of a store: its published blocks, kept rendered until the page or the shelf changes."""

import hashlib
import json

from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from catalog import rendered
from microstore.core.access import open_to
from microstore.stores import block_registry
from microstore.stores.services.pages import live_blocks


@open_to("public")
@require_safe
def home(request):
    blocks = live_blocks(request.store)
    stamp = rendered.shelf_stamp(request.store)
    body = _draw(request, blocks) if stamp is None else rendered.homes.get((_digest(blocks), stamp), lambda: _draw(request, blocks))
    return render(request, "catalog/storefront/home.html", {"body": body})


def _draw(request, blocks):
    return mark_safe("\n".join(block_registry.draw(request, blocks)))


def _digest(blocks) -> str:
    return hashlib.sha256(json.dumps(blocks, sort_keys=True).encode()).hexdigest()
