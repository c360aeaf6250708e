"""Words of messages that people have changed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.compliance.publishing import PublishedTexts, place
from microstore.messaging.models import Template
from microstore.messaging.services import templates


@place
class MessageWords(PublishedTexts):
    """Edited words of messages in use; without them the message could not be sent, so a person writes them anew."""

    code = "messaging.template"
    label = _("Message template")
    model = Template
    permission = "messaging.view_template"
    kind = "sms"

    def live(self):
        return Template.objects.filter(is_on=True).exclude(overrides={})

    def texts(self, row):
        return templates.texts_of(row.overrides)

    def subject(self, row):
        return templates.READERS

    def url(self, row):
        return reverse("backoffice:message-template", args=[row.code])

    def field_label(self, row, name):
        return name.replace(".", " · ")
