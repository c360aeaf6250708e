"""The customer's addresses, and what fills an address form: regions and pasted texts."""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from microstore.accounts.doors import customer_required, safe_next
from microstore.accounts.forms import AddressForm
from microstore.accounts.services import addresses
from microstore.core import regions
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.ratelimit import limit


@customer_required
def address_list(request):
    return render(request, "accounts/storefront/addresses.html", {"addresses": request.customer.addresses.all()})


@customer_required
def address_new(request):
    form = AddressForm.read(request.POST) if request.method == "POST" else AddressForm()
    return ask(request, form, None, lambda fields: addresses.add(request.customer, **fields))


@customer_required
def address_edit(request, pk):
    address = get_object_or_404(request.customer.addresses, pk=pk)
    form = AddressForm.read(request.POST) if request.method == "POST" else AddressForm(initial=AddressForm.initial_of(address))
    return ask(request, form, address, lambda fields: addresses.change(address, **fields))


def ask(request, form, address, save):
    """Draw the form, or save it and go back to where the customer came from (checkout, or the list)."""
    back = safe_next(request, request.POST.get("next") or request.GET.get("next", ""), "")
    if form.is_bound and form.is_valid():
        try:
            save(form.address_fields())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Address saved."))
            return HttpResponseRedirect(back or reverse("addresses"))
    status = 422 if form.is_bound else 200
    return render(request, "accounts/storefront/address.html", {"form": form, "address": address, "next": back}, status=status)


@customer_required
@require_POST
def address_remove(request, pk):
    addresses.remove(get_object_or_404(request.customer.addresses, pk=pk))
    messages.success(request, _("Address removed."))
    return redirect("addresses")


@customer_required
@require_POST
def address_first(request, pk):
    addresses.make_default(get_object_or_404(request.customer.addresses, pk=pk))
    return redirect("addresses")


@open_to("public")
@require_GET
def regions_below(request):
    """The cities of ``?province=`` or the districts of ``?city=``, for the three selects."""
    if city := request.GET.get("city"):
        places = regions.districts(city)
    else:
        places = regions.cities(request.GET["province"]) if request.GET.get("province") else regions.provinces()
    response = JsonResponse([{"code": place.code, "name": place.name} for place in places], safe=False)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@open_to("public")
@require_POST
def recognise(request):
    """A pasted text as values for the form's fields. Nothing is kept."""
    limit(f"recognise:{request.META.get('REMOTE_ADDR')}", 3000, 3600)
    values = AddressForm.from_pasted(request.POST.get("text", ""))
    path = [values.get(name, "") for name in ("province", "city")]
    values["cities"] = [[place.code, place.name] for place in regions.cities(path[0])] if path[0] else []
    values["districts"] = [[place.code, place.name] for place in regions.districts(path[1])] if path[1] else []
    return JsonResponse(values)
