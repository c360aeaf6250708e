"""What inventory's pages show beside the kit's own words."""

from django import template
from django.utils.html import format_html

from catalog.models import Sku
from inventory.models import ZoneKind

register = template.Library()
COLOURS = {ZoneKind.AVAILABLE: "green", ZoneKind.RECEIVING: "yellow", ZoneKind.RETURNS: "yellow", ZoneKind.QUARANTINE: "red"}
MOST_CODES = 500


@register.simple_tag
def sku_codes():
    """Suggestions for a SKU field: code and product."""
    return Sku.objects.filter(is_active=True).order_by("code").values_list("code", "product__name")[:MOST_CODES]


@register.simple_tag
def zone(row):
    """A zone's name with the colour of good storage practice; the word always stands beside the colour."""
    return format_html('<span class="zone z-{}">{}</span>', COLOURS[row.kind], row.name)
