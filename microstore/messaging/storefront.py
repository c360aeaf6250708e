"""The customer's message box."""

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from microstore.accounts import on_me_page
from microstore.accounts.doors import customer_required

from .models import Message
from .services import mark_all_read, mark_read, unread_count

PER_PAGE = 20


@on_me_page
def unread_for_me(request, customer) -> dict:
    return {"unread": unread_count(request.user) if customer else 0}


@customer_required
@require_GET
def inbox(request):
    page = Paginator(Message.objects.inbox_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/storefront/inbox.html", {"letters": page, "unread": unread_count(request.user)})


@customer_required
@require_GET
def message(request, pk):
    """Open one message: it is read now, and leads on to what it is about."""
    letter = get_object_or_404(Message.objects.inbox_of(request.user), pk=pk)
    mark_read(letter)
    if letter.link.startswith("/") and not letter.link.startswith("//"):
        return HttpResponseRedirect(get_script_prefix().rstrip("/") + letter.link)
    return render(request, "messaging/storefront/message.html", {"letter": letter})


@customer_required
@require_POST
def read_all(request):
    if mark_all_read(request.user):
        flash.success(request, _("All messages are marked as read."))
    return redirect("inbox")
