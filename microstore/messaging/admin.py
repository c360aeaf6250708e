"""Deliveries and words, to look at. Words change in the back office, which checks their values and writes who changed them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from microstore.core.administration import ReadOnly

from .models import Message, Template


@admin.register(Message)
class MessageAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["created_at", "template_code", "channel", "masked_address", "state", "reason"]
    list_filter = ["state", "channel", "category"]
    fields = ["created_at", "template_code", "category", "channel", "masked_address", "state", "reason", "tries", "sent_at", "provider_ref"]

    @admin.display(description=_("address"))
    def masked_address(self, row):
        return row.masked_address

    def get_queryset(self, request):
        return Message.objects.visible_to(request.user)


@admin.register(Template)
class TemplateAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "category", "is_on", "changed_at"]
    list_filter = ["category", "is_on"]
