"""Four eyes on health reading."""

from django.utils.translation import gettext_lazy as _

from customerservice.articles import services
from microstore.core import approvals


@approvals.kind("article.publish", permission="customerservice.approve_article")
class PublishArticle:
    """General knowledge that all stores show."""

    label = _("Publish an article")

    @staticmethod
    def describe(article, approval):
        return [(_("Title"), article.title), (_("Summary"), article.summary), (_("Text"), article.body), (_("Sources"), article.sources)]

    @staticmethod
    def yes(article, approval):
        services.publish(article, by=approval.decided_by)

    @staticmethod
    def no(article, approval):
        services.send_back(article, reason=approval.decision_reason, by=approval.decided_by)
