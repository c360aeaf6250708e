"""What customers and colleagues are told about conversations and questions (duties C1, C2, C4)."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "customerservice.answered",
    label=_("Customer service answered"),
    inbox=Text(title=_("Customer service has answered you"), body=_("“{text}”"), link="/chat/"),
)
declare(
    "customerservice.question_answered",
    label=_("Question about a product answered"),
    inbox=Text(title=_("Your question is answered"), body=_("{product}: “{question}” — {answer}"), link="/questions/{slug}/"),
)
declare(
    "customerservice.answer_late",
    label=_("A customer waits too long"),
    inbox=Text(
        title=_("A customer waits longer than the standard"),
        body=_("Conversation {number} in {store} has no answer. Agent: {agent}."),
        link="/backoffice/desk/{number}/",
    ),
)
declare(
    "customerservice.handed_over",
    label=_("Conversation handed over"),
    inbox=Text(
        title=_("A conversation was handed to you"), body=_("Conversation {number}: {note}"), link="/backoffice/desk/{number}/"
    ),
)
declare(
    "customerservice.answered_inside",
    label=_("A department answered"),
    inbox=Text(
        title=_("A department has answered your question"), body=_("{department}: {answer}"), link="/backoffice/desk/{number}/"
    ),
)
