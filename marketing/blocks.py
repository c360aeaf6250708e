"""A block of store pages: a coupon that customers claim with one click."""

from django import forms
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from marketing.models import CouponKind
from marketing.words import step_words
from microstore.core import clock
from microstore.stores.block_registry import BlockForm, block


class CouponForm(BlockForm):
    title = forms.CharField(label=_("Line above it"), max_length=40, required=False)
    code = forms.CharField(label=_("Number of the kind of coupon"), max_length=24)
    scanned = ("title",)

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        if not CouponKind.objects.filter(code=code, ends_at__gt=clock.now()).exists():
            raise forms.ValidationError(_("There is no such kind of coupon, or it has ended."))
        return code

    @classmethod
    def summary(cls, data):
        return data.get("title") or data.get("code", "")


@block("coupon", _("Coupon"), CouponForm, icon="coupon")
def coupon(request, data) -> str:
    """The same for every visitor, so that the page may be kept: whoever has it already is told so by the claim itself. One query."""
    kind = CouponKind.objects.in_store(request.store).filter(code=data.get("code", "")).first()
    now = clock.now()
    if kind is None or kind.ends_at <= now:
        return ""
    can_claim = kind.is_active and kind.claims_from <= now < kind.claims_until
    given = {"data": data, "kind": kind, "words": step_words(kind.threshold_fen, kind.off_fen), "can_claim": can_claim}
    given |= {"is_gone": kind.left <= 0, "csrf_token": getattr(request, "kept_token", "") or get_token(request)}
    return render_to_string("marketing/storefront/blocks/coupon.html", given, request)
