"""Numbers of the customer service department that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

OPENS = declare("chat.opens", 9, Unit.HOURS, _("Chat opens at this hour"), source="C2", low=0, high=23)
CLOSES = declare("chat.closes", 21, Unit.HOURS, _("Chat closes at this hour"), source="C2", low=1, high=24)
TARGET = declare("chat.target", 30, Unit.SECONDS, _("Customers in chat are answered within"), source="C2", low=5, high=600)
WARN = declare("chat.warn", 100, Unit.SECONDS, _("An answer in chat is nearly late after"), source="C2", low=10, high=1800)
LIMIT = declare("chat.limit", 180, Unit.SECONDS, _("An answer in chat is too late after"), source="C2", low=20, high=3600)
PER_AGENT = declare("chat.per_agent", 40, Unit.UNITS, _("Conversations one agent has at a time"), source="C2", low=1, high=200)
AWAY = declare("chat.away", 10, Unit.MINUTES, _("An agent who is not seen at the desk is away after"), low=1, high=120)
CLOSE = declare("chat.close", 24, Unit.HOURS, _("A resolved conversation is closed after"), low=1, high=720)
INSIDE = declare("chat.inside", 120, Unit.MINUTES, _("Colleagues answer what service asks them within"), source="C4", low=10)
QUESTION = declare("question.answer", 24, Unit.HOURS, _("Questions on product pages are answered within"), source="C2", low=1)
CHAT_RATE = declare("chat.rate", 20, Unit.TIMES, _("Messages one customer may send in a minute"), low=3, high=200)
QUESTION_RATE = declare("question.rate", 10, Unit.TIMES, _("Questions one customer may ask in a day"), low=1, high=100)

AFTERSALE_ANSWER = declare("aftersale.answer", 24, Unit.HOURS, _("After-sale cases are answered within"), source="C12", low=1, high=48)
AFTERSALE_ESCALATE = declare(
    "aftersale.escalate", 48, Unit.HOURS, _("An after-sale case without answer goes to the supervisor after"), source="C12", low=2, high=120
)
AFTERSALE_SEND = declare("aftersale.send", 7, Unit.DAYS, _("Customers send returns within"), source="C4", low=2, high=30)
AFTERSALE_RECEIVE = declare("aftersale.receive", 10, Unit.DAYS, _("Returns arrive within"), source="C4", low=3, high=30)
AFTERSALE_OFFER = declare("aftersale.offer", 48, Unit.HOURS, _("Customers answer a proposal within"), source="C4", low=12, high=168)
AFTERSALE_UNWANTED = declare(
    "aftersale.unwanted", 7, Unit.DAYS, _("Goods may be returned without a reason for"), source="CR-01", low=7, high=90
)
AFTERSALE_FAULT = declare("aftersale.fault", 30, Unit.DAYS, _("Faults of the goods are taken up for"), source="CR-09", low=7, high=730)
AFTERSALE_TIMES = declare("aftersale.times", 5, Unit.TIMES, _("Cases that may be opened about one order line"), source="C4", low=1, high=50)
AFTERSALE_FOUR_EYES = declare(
    "aftersale.four_eyes", 50_000, Unit.FEN, _("Refunds above this amount need a second person"), source="D10", low=0, high=10_000_000
)

ACKNOWLEDGE = declare(
    "complaint.acknowledge", 30, Unit.MINUTES, _("A complaint is taken up within, in working time"), source="S1 5(2)1", low=5, high=480
)
SOLUTION = declare(
    "complaint.solution", 180, Unit.MINUTES, _("A complaint gets a solution within"), source="S2b 2(1)3(1)", low=10, high=180
)
RESOLUTION = declare("complaint.resolution", 72, Unit.HOURS, _("A complaint is resolved within"), source="S1 5(2)", low=4, high=240)
FIRST_WARNING = declare(
    "complaint.first_warning", 50, Unit.PERCENT, _("The handler is reminded when this share of the time is gone"), low=10, high=70
)
SECOND_WARNING = declare(
    "complaint.second_warning", 80, Unit.PERCENT, _("The supervisor is told when this share of the time is gone"), low=71, high=99
)
INQUIRY = declare("complaint.inquiry", 60, Unit.MINUTES, _("A department answers customer service within"), low=5, high=1440)
REOPEN = declare("complaint.reopen", 7, Unit.DAYS, _("A closed complaint may be opened again for"), low=1, high=90)
CALL_AFTER = declare("complaint.call_after", 2, Unit.DAYS, _("Who does not say whether they are satisfied is called after"), low=1, high=14)
LINK_DAYS = declare("complaint.link_days", 7, Unit.DAYS, _("The link to the satisfaction question is good for"), low=1, high=30)
AGENT_LIMIT = declare(
    "complaint.agent_limit", 10_000, Unit.FEN, _("An agent may offer a complaining customer up to"), low=0, high=1_000_000
)
LEAD_LIMIT = declare(
    "complaint.lead_limit", 50_000, Unit.FEN, _("A supervisor may offer a complaining customer up to"), low=0, high=5_000_000
)
MORNING_FROM = declare("work.morning_from", 540, Unit.MINUTES, _("Office work begins, minutes after midnight"), low=0, high=720)
MORNING_UNTIL = declare("work.morning_until", 720, Unit.MINUTES, _("The midday break begins, minutes after midnight"), low=600, high=780)
AFTERNOON_FROM = declare("work.afternoon_from", 810, Unit.MINUTES, _("The midday break ends, minutes after midnight"), low=781, high=900)
AFTERNOON_UNTIL = declare("work.afternoon_until", 1080, Unit.MINUTES, _("Office work ends, minutes after midnight"), low=901, high=1439)
KEEP_TALKS = declare(
    "privacy.keep_talks", 1096, Unit.DAYS, _("Talks with service are kept after closing for"), source="K01", low=1096, high=3653
)
KEEP_CASES = declare(
    "privacy.keep_cases", 1096, Unit.DAYS, _("Complaints and after-sale cases are kept after closing for"), source="K01, K19",
    low=1096, high=3653,
)

REVIEW_LOOK = declare("review.look", 24, Unit.HOURS, _("Held and reported reviews are looked at within"), source="EC-10", low=1, high=72)
REVIEW_WINDOW = declare("review.window", 180, Unit.DAYS, _("Goods may be reviewed after delivery for"), low=30, high=730)
REVIEW_PICTURES = declare("review.pictures", 6, Unit.TIMES, _("Most pictures of a review"), low=1, high=9)
REVIEW_RATE = declare("review.rate", 20, Unit.TIMES, _("Reviews and reports one customer may write in a day"), low=1, high=100)
