"""Four eyes on the help centre."""

from django.utils.translation import gettext_lazy as _

from customerservice.help import services
from microstore.core import approvals


@approvals.kind("help.publish", permission="customerservice.approve_helpentry")
class PublishHelp:
    """What all stores tell customers of themselves."""

    label = _("Publish a question of the help centre")

    @staticmethod
    def describe(revision, approval):
        live = revision.entry.live
        now = [(_("Answer now"), live.answer)] if live else []
        words = [(revision._meta.get_field(name).verbose_name, text) for name, text in services.texts_of(revision).items()]
        return [(_("Topic"), revision.entry.get_topic_display()), *now, *words]

    @staticmethod
    def yes(revision, approval):
        services.publish(revision, by=approval.decided_by)

    @staticmethod
    def no(revision, approval):
        services.send_back(revision, reason=approval.decision_reason, by=approval.decided_by)
