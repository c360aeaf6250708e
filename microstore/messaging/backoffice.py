"""Staff pages: one's own message box, the log of deliveries, the templates."""

from django.utils.translation import gettext_lazy as _

from microstore.core.declarations import Department
from microstore.core.pages import ANY_STAFF, ActionPage, BulkAction, DetailPage, FormPage, ListPage, Menu, Panel, View
from microstore.core.pages.page import may_follow

from . import filters, tables
from .declarations import REGISTRY
from .forms import LANGUAGE_LABELS, TemplateForm, initial_of
from .models import Channel, Message, MessageState, Template
from .services import mark_read, templates, unread_count
from .services.delivery import resend


class MarkRead(BulkAction):
    code = "read"
    title = _("Mark as read")
    permission = ANY_STAFF
    icon = "check"

    def perform(self, row, form, by):
        mark_read(row)


class MyInbox(ListPage):
    url = "inbox/"
    name = "inbox"
    title = _("My messages")
    permission = ANY_STAFF
    menu = Menu(None, icon="bell", position=40, count=lambda user: unread_count(user) or None)
    model = Message
    table_class = tables.InboxTable
    filterset_class = filters.InboxFilter
    views = [View("unread", _("Unread"), "unread=true", count=unread_count)]
    bulk = [MarkRead]
    search_fields = ("title", "body")
    keyset = ("-created_at", "-id")
    empty_text = _("What concerns you arrives here.")

    def get_queryset(self):
        return Message.objects.inbox_of(self.request.user)


def where_to(request, row) -> dict:
    """The page a message leads to, for whoever may open it."""
    return {"link": row.link if row.link and may_follow(request.user, row.link) else ""}


class MyMessage(DetailPage):
    url = "inbox/<int:pk>/"
    name = "my-message"
    title = _("Message")
    permission = ANY_STAFF
    model = Message
    list_name = "inbox"
    has_timeline = False
    panels = [Panel("messaging/backoffice/_letter.html", context=where_to)]

    def get_queryset(self):
        return Message.objects.inbox_of(self.request.user)

    def heading(self, row):
        return row.title or str(row)

    def context(self, request, row):
        mark_read(row)
        return {}


class MessageResend(ActionPage):
    url = "messages/<int:pk>/resend/"
    name = "message-resend"
    title = _("Send again")
    permission = "messaging.resend_message"
    model = Message
    icon = "send"

    def is_open(self, row, user):
        return row.state == MessageState.FAILED

    def perform(self, row, form, by):
        resend(row, by=by)
        return _("The message is queued again.")


class MessageDetail(DetailPage):
    url = "messages/<int:pk>/"
    name = "message"
    title = _("Message")
    permission = "messaging.view_message"
    model = Message
    list_name = "messages"
    status_fields = ("state",)
    panels = [Panel("messaging/backoffice/_letter.html", _("Text"))]
    side = [Panel("messaging/backoffice/_delivery.html", _("How it was sent"))]
    actions = [MessageResend]


MessageResend.back = MessageDetail


class ResendMany(BulkAction):
    code = "resend"
    title = _("Send again")
    permission = "messaging.resend_message"
    icon = "send"

    def refuse(self, row, user):
        return "" if row.state == MessageState.FAILED else _("Only a message that failed can be sent again.")

    def perform(self, row, form, by):
        resend(row, by=by)


def failed_count(user):
    return Message.objects.visible_to(user).filter(state=MessageState.FAILED).count()


class MessageList(ListPage):
    url = "messages/"
    name = "messages"
    title = _("Message log")
    permission = "messaging.view_message"
    menu = Menu(Department.SERVICE, icon="send", position=70)
    model = Message
    table_class = tables.MessageTable
    filterset_class = filters.MessageFilter
    views = [View("failed", _("Sending failed"), "state=failed", count=failed_count), View("queued", _("Queued"), "state=queued")]
    bulk = [ResendMany]
    search_fields = ("=address", "template_code", "^key")
    search_hint = _("Whole phone number or mail address")
    keyset = ("-created_at", "-id")
    export_name = "messages"
    has_personal_data = True
    empty_text = _("No message was written yet.")

    def get_queryset(self):
        return super().get_queryset().select_related("user")


class TemplateEdit(FormPage):
    url = "message-templates/<str:code>/edit/"
    name = "message-template-edit"
    title = _("Change the words")
    permission = "messaging.change_template"
    model = Template
    lookup = "code"
    form_class = TemplateForm
    message = _("The new words are in use.")
    icon = "edit"
    tone = "primary"

    def get_queryset(self):
        return Template.objects.filter(code__in=REGISTRY)

    def form_kwargs(self, row):
        return {"template": row}

    def initial(self, row):
        return initial_of(row)

    def facts(self, row):
        names = ", ".join(f"{{{name}}}" for name in sorted(templates.placeholders(row.code))) or "–"
        return [(_("Values you may use"), names)]

    def warnings(self, row):
        return [_("A field left empty keeps the words shown under it. SMS providers send only words they approved.")]

    def save(self, form, by):
        return templates.change(
            form.template, overrides=form.overrides(), sms_code=form.cleaned_data.get("sms_code", ""),
            is_on=form.cleaned_data["is_on"], by=by,
        )  # fmt: skip


class TemplateDetail(DetailPage):
    url = "message-templates/<str:code>/"
    name = "message-template"
    title = _("Message template")
    permission = "messaging.view_template"
    model = Template
    lookup = "code"
    list_name = "message-templates"
    status_fields = ("category",)
    actions = [TemplateEdit]
    panels = [Panel("messaging/backoffice/_words.html", _("Words in use"), context=lambda request, row: {"texts": list(texts_of(row))})]

    def get_queryset(self):
        return Template.objects.filter(code__in=REGISTRY)

    def subheading(self, row):
        return row.code


TemplateEdit.back = TemplateDetail


def texts_of(template):
    """(channel, language, title, body) as they would be sent now."""
    for channel in Channel:
        for language, label in LANGUAGE_LABELS.items():
            text = templates.text_of(template, channel.value, language)
            if text is not None:
                is_edited = language in template.overrides.get(channel.value, {})
                yield {"channel": channel.label, "language": label, "code": language, "text": text, "is_edited": is_edited}


class TemplateList(ListPage):
    url = "message-templates/"
    name = "message-templates"
    title = _("Message templates")
    permission = "messaging.view_template"
    menu = Menu(Department.SERVICE, icon="edit", position=80)
    model = Template
    table_class = tables.TemplateTable
    filterset_class = filters.TemplateFilter
    search_fields = ("code",)
    keyset = ("code", "id")
    empty_text = _("Departments declare their messages; none has yet.")

    def get_queryset(self):
        return Template.objects.filter(code__in=REGISTRY)
