"""Which of our SKUs a channel means: by merchant code of itself, else by a person; orders that waited for it go on."""

from django.db import transaction
from django.db.models import Q

from catalog.models import Sku
from microstore.compliance.goods import NO_PARCEL
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _
from orders.events_channels import SkuMapped
from orders.models import Channel, ChannelLine, ChannelOrder, SkuMapping, Trouble


def fill(channel: Channel, lines: list[ChannelLine]) -> list[ChannelLine]:
    """Give each line its SKU; those that have none are returned and stand in the workbench."""
    known = {
        each.external_sku: each for each in SkuMapping.objects.filter(channel=channel, external_sku__in=[x.external_sku for x in lines])
    }
    codes = {line.merchant_code for line in lines if line.external_sku not in known and line.merchant_code}
    by_code = match(codes) if codes else {}
    for line in lines:
        mapping = known.get(line.external_sku) or _note(channel, line, by_code.get(line.merchant_code))
        known[line.external_sku] = mapping
        line.sku = _sellable(mapping.sku)
    ChannelLine.objects.bulk_update([line for line in lines if line.sku], ["sku"])
    return [line for line in lines if line.sku is None]


def _sellable(sku: Sku | None) -> Sku | None:
    """A product that was never published cannot be sold: its page would be missing on the order. What is read needs an account here."""
    return sku if sku is not None and sku.product.live_revision_id and sku.product.product_class not in NO_PARCEL else None


def match(codes) -> dict[str, Sku]:
    """Merchant code → the one SKU of ours with that code or barcode. Ambiguous codes are left to a person."""
    found: dict[str, set] = {}
    rows = Sku.objects.filter(Q(code__in=codes) | Q(barcode__in=codes, barcode__gt="")).select_related("product__live_revision")
    for sku in rows:
        for code in {sku.code, sku.barcode} & set(codes):
            found.setdefault(code, set()).add(sku)
    return {code: skus.pop() for code, skus in found.items() if len(skus) == 1}


def _note(channel: Channel, line: ChannelLine, sku: Sku | None) -> SkuMapping:
    mapping, _is_new = SkuMapping.objects.get_or_create(
        channel=channel, external_sku=line.external_sku,
        defaults={
            "external_item": line.external_item, "merchant_code": line.merchant_code, "title": line.title, "sku": sku,
            "is_automatic": sku is not None, "mapped_at": clock.now() if sku else None,
        },
    )  # fmt: skip
    return mapping


@transaction.atomic
def set_sku(mapping: SkuMapping, sku: Sku, *, by) -> int:
    """A person says which SKU is meant. Orders that waited for it are tried again; how many of them were made."""
    mapping = SkuMapping.objects.select_for_update(of=("self",)).select_related("channel", "sku").get(pk=mapping.pk)
    if not sku.product.live_revision_id:
        raise Refused(_("%(sku)s was never published.") % {"sku": sku})
    if sku.product.product_class in NO_PARCEL:
        raise Refused(_("%(sku)s has no parcel: it is read in this shop.") % {"sku": sku})
    before = mapping.sku.code if mapping.sku else ""
    mapping.sku, mapping.is_automatic, mapping.mapped_by, mapping.mapped_at = sku, False, by, clock.now()
    mapping.save(update_fields=["sku", "is_automatic", "mapped_by", "mapped_at"])
    publish(SkuMapped(mapping.channel.code, mapping.external_sku, sku.code, before), about=mapping, by=by)
    return replay(mapping)


@transaction.atomic
def match_missing(mapping: SkuMapping, *, by) -> bool:
    """Try the merchant code again, for goods that came into the catalogue later."""
    sku = match({mapping.merchant_code}).get(mapping.merchant_code) if mapping.merchant_code else None
    if sku is None:
        return False
    set_sku(mapping, sku, by=by)
    SkuMapping.objects.filter(pk=mapping.pk).update(is_automatic=True)
    return True


def replay(mapping: SkuMapping) -> int:
    """The orders that waited for this mapping, each by itself, oldest first."""
    from orders.services.channels import exceptions

    waiting = ChannelOrder.objects.filter(channel=mapping.channel, trouble=Trouble.UNMAPPED, lines__external_sku=mapping.external_sku)
    keys = list(waiting.order_by("placed_at").values_list("pk", flat=True).distinct()[:500])
    return sum(exceptions.retry_one(pk) for pk in keys)
