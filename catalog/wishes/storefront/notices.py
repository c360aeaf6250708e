"""Tell me when it is back: asked on the product page, listed and left under Me."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalog.models import Listing, StockNotice
from catalog.wishes.services import notices
from microstore.accounts.doors import customer_required
from microstore.core.errors import Refused

SHOWN = 50


class NoticeForm(forms.Form):
    sku = forms.ModelChoiceField(label=gettext_lazy("Specification"), queryset=None, widget=forms.RadioSelect, empty_label=None)
    units = forms.IntegerField(
        label=gettext_lazy("Quantity"), min_value=1, max_value=notices.MOST_UNITS, initial=1,
        widget=forms.NumberInput(attrs={"class": "inp", "inputmode": "numeric"}))

    def __init__(self, *args, listing, **kwargs):
        super().__init__(*args, **kwargs)
        skus = listing.product.skus.filter(is_active=True)
        skus = skus.filter(in_stock=False) if listing.in_stock else skus  # a store may be sold out where others are not
        self.fields["sku"].queryset, self.fields["sku"].initial = skus, skus.first()
        self.fields["sku"].label_from_instance = lambda sku: sku.spec


@customer_required
@never_cache
def ask(request, slug):
    listing = get_object_or_404(Listing.objects.on_sale(request.store).select_related("product"), slug=slug)
    form, refusal = NoticeForm(request.POST or None, listing=listing), ""
    if request.method == "POST" and form.is_valid():
        try:
            notices.ask(request.customer, listing, form.cleaned_data["sku"], units=form.cleaned_data["units"])
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("We tell you once, in your messages, as soon as it is there."))
            return redirect("stock-notices")
    given = {"listing": listing, "form": form, "refusal": refusal}
    return render(request, "catalog/storefront/wishes/notice.html", given, status=422 if form.errors or refusal else 200)


@customer_required
@never_cache
def mine(request):
    rows = request.customer.stock_notices.exclude(state=StockNotice.State.LEFT).select_related("listing", "sku")
    return render(request, "catalog/storefront/wishes/notices.html", {"notices": rows[:SHOWN]})


@customer_required
@require_POST
def leave(request, pk: int):
    row = get_object_or_404(StockNotice.objects.filter(customer=request.customer), pk=pk)
    try:
        notices.leave(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You hear no more about it."))
    return redirect("stock-notices")
