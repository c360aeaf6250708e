"""Lists of messages as staff see them: addresses masked, also in exports."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from microstore.core.pages import Column, LinkColumn, NumberColumn, StatusColumn, TimeColumn

from .declarations import label_of
from .masking import mask


class MessageTable(tables.Table):
    created_at = TimeColumn(verbose_name=_("Written"))
    template_code = LinkColumn("message", verbose_name=_("Message"))
    channel = Column(verbose_name=_("Channel"))
    address = Column(verbose_name=_("To"), empty_values=(), orderable=False)
    state = StatusColumn(verbose_name=_("State"))
    tries = NumberColumn(verbose_name=_("Tries"))
    reason = Column(verbose_name=_("Reason"), orderable=False)
    sent_at = TimeColumn(verbose_name=_("Sent"))

    def render_template_code(self, value, record, column):
        return column.render(label_of(value), record, self)

    def value_template_code(self, value):
        return label_of(value)

    def render_address(self, record):
        return mask(record.address) or str(record.user or "–")

    value_address = render_address


class InboxTable(tables.Table):
    created_at = TimeColumn(verbose_name=_("Written"))
    title = LinkColumn("my-message", verbose_name=_("Message"), orderable=False)
    body = Column(verbose_name=_("Text"), orderable=False)
    read_at = TimeColumn(verbose_name=_("Read"))


class TemplateTable(tables.Table):
    code = LinkColumn("message-template", verbose_name=_("Message"))
    category = StatusColumn(verbose_name=_("Kind"))
    channels = Column(verbose_name=_("Channels"), empty_values=(), orderable=False)
    is_on = Column(verbose_name=_("In use"))
    changed_at = TimeColumn(verbose_name=_("Changed"))

    def render_code(self, value, record, column):
        return column.render(label_of(value), record, self)

    def value_code(self, value):
        return label_of(value)

    def render_channels(self, record):
        return ", ".join(str(label) for label in record.channel_labels)

    def render_is_on(self, value):
        return _("Yes") if value else _("No")
