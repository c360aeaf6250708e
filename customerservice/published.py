"""Texts of customer service that customers read."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customerservice.articles import services as articles
from customerservice.help import services as help_centre
from customerservice.models import Article, HelpEntry, HelpRevision, Question, Review, Script
from customerservice.services import questions, scripts
from customerservice.services.conversations import reading
from microstore.compliance.publishing import PublishedTexts, place


@place
class Scripts(PublishedTexts):
    """Approved wording that agents send."""

    code = scripts.PLACE
    label = _("Script")
    model = Script
    permission = "customerservice.view_script"
    kind = "script"

    def live(self):
        return Script.objects.filter(state=Script.State.APPROVED)

    def texts(self, row):
        return {"text": row.text}

    def url(self, row):
        return reverse("backoffice:script", args=[row.pk])

    def withdraw(self, row, reason, fields):
        scripts.retire(row, reason=reason, by=None)
        return _("Agents are no longer offered this script.")


@place
class Answers(PublishedTexts):
    """Answered questions on product pages. The answer is ours, and the question where we changed its words."""

    code = questions.PLACE
    label = _("Answer on a product page")
    model = Question
    permission = "customerservice.view_question"
    kind = "script"

    def live(self):
        return Question.objects.published().select_related("product__live_revision")

    def texts(self, row):
        return {"answer": row.answer} | ({"question": row.shown_text} if questions.is_ours(row, row.shown_text) else {})

    def subject(self, row):
        return reading.subject_for(row.product)

    def url(self, row):
        return reverse("backoffice:product-question", args=[row.pk])

    def withdraw(self, row, reason, fields):
        questions.withdraw(row, reason=reason, by=None)
        return _("Withdrawn from the product page.")


@place
class Replies(PublishedTexts):
    """What the shop wrote below reviews; a person writes it anew."""

    code = "customerservice.reply"
    label = _("Reply below a review")
    model = Review
    permission = "customerservice.view_review"
    kind = "script"

    def live(self):
        return Review.objects.published().exclude(reply="").select_related("product__live_revision")

    def texts(self, row):
        return {"reply": row.reply}

    def subject(self, row):
        return reading.subject_for(row.product)

    def url(self, row):
        return reverse("backoffice:buyer-review", args=[row.pk])


@place
class Articles(PublishedTexts):
    """Health reading: free to speak of illness, never of goods (rule AD-14)."""

    code = articles.PLACE
    label = _("Article")
    model = Article
    permission = "customerservice.view_article"
    kind = "knowledge"

    def live(self):
        return Article.objects.filter(state=Article.State.PUBLISHED)

    def texts(self, row):
        return {name: getattr(row, name) for name in ("title", "summary", "body", "sources")}

    def url(self, row):
        return reverse("backoffice:article", args=[row.pk])

    def withdraw(self, row, reason, fields):
        articles.withdraw(row, reason=reason, by=None)
        return _("Withdrawn from the health reading.")


@place
class Help(PublishedTexts):
    """Questions and answers of the help centre."""

    code = help_centre.PLACE
    label = _("Help centre")
    model = HelpEntry
    permission = "customerservice.view_helpentry"
    kind = help_centre.KIND

    def live(self):
        return HelpEntry.objects.filter(live__isnull=False).select_related("live")

    def texts(self, row):
        return help_centre.texts_of(row.live)

    def draft(self, row):
        return help_centre.texts_of(row.open_revision or row.live), self.subject(row)

    def url(self, row):
        return reverse("backoffice:help-entry", args=[row.pk])

    def field_label(self, row, name):
        return str(HelpRevision._meta.get_field(name).verbose_name)

    def withdraw(self, row, reason, fields):
        help_centre.withdraw(row, reason=reason, by=None)
        return _("The help page no longer shows it.")
