"""The library as a list."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import DateColumn, LinkColumn, StatusColumn, TimeColumn
from microstore.core.templatetags.pictures import image
from microstore.stores.models import Asset


class AssetTable(tables.Table):
    file = tables.Column(verbose_name=_("Picture"), orderable=False)
    title = LinkColumn("asset", verbose_name=_("Title"))
    number = tables.Column(verbose_name=_("Number"))
    kind = tables.Column(verbose_name=_("Kind"))
    tags = tables.Column(verbose_name=_("Tags"), orderable=False)
    author = tables.Column(verbose_name=_("Author or source"))
    rights_until = DateColumn(verbose_name=_("Rights end on"), default=_("No end"))
    standing = StatusColumn(verbose_name=_("State"))
    added_at = TimeColumn(verbose_name=_("Added"))

    class Meta:
        model = Asset
        fields = ()

    def render_file(self, record):
        if record.kind != Asset.Kind.PICTURE:
            return format_html('<span class="dim">{}</span>', record.get_kind_display())
        return image(record.file, "", 64, 48)

    def value_file(self, record):
        return record.file.name

    def render_tags(self, value):
        return " ".join(value)
