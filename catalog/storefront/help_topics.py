"""Questions of the help centre, by topic, in the order people meet them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """``entries`` are questions with their answers; ``more`` names the page that says it in full."""

    code: str
    title: str
    entries: tuple[tuple[str, str], ...]
    more: tuple[str, str] | None = None


TOPICS = (
    Topic("ordering", _("Ordering"), (
        (_("How do I order?"), _("Choose a product, put it into the cart, check out with your mobile number. There is no password.")),
        (_("How long are goods kept for me?"),
         _("Goods are kept for you while you pay; an order that is not paid in time is cancelled by itself.")),
        (_("Can I change or cancel an order?"),
         _("Before paying you can change or cancel everything. After paying, ask customer service; until the parcel is packed an "
           "order can be cancelled.")),
        (_("Why does somebody call or write about my order?"),
         _("A person looks at orders with a note, a large amount or an unclear address. The question stands on the order page, and"
           " you answer there.")),
        (_("Something is sold out. What now?"),
         _("Press “Tell me” on its page. You get one message when it is back, in the order of asking. The page shows what you "
           "could take instead.")),
    )),
    Topic("paying", _("Paying"), (
        (_("How do I pay?"),
         _("On a phone the WeChat app opens; on a computer you scan a code. The page goes on by itself once the payment has arrived.")),
        (_("I paid, but the order says unpaid."),
         _("Wait a minute and open the order again. We ask WeChat Pay ourselves. If it stays so, write to customer service; "
           "nothing is charged twice.")),
        (_("Do I get an invoice?"), _("Ask customer service for the invoice after payment.")),
        (_("Which price counts?"),
         _("The price of the order counts. If it changes between cart and order you see it and confirm it first.")),
    )),
    Topic("delivery", _("Parcels and delivery"), (
        (_("When is my parcel sent?"),
         _("Orders are checked the same day. The warehouse picks, checks and packs them, then the courier takes them.")),
        (_("Where is my parcel?"),
         _("Every step stands in the order: checked, picked, packed, handed to the courier, delivered. Batch and date of each "
           "piece stand beside it.")),
        (_("What does delivery cost?"), _("The product page says it before you are at the checkout; cart and checkout show the amount.")),
        (_("The parcel is damaged. What do I do?"),
         _("Take a picture, do not use the goods, and ask for after-sales on the order page. With a fault we bear the freight.")),
    )),
    Topic("returning", _("Returning"), (
        (_("Can I return goods?"),
         _("Unopened goods can be returned within 7 days of delivery. The product page says where the law makes an exception.")),
        (_("How do I ask for it?"),
         _("Open the order, press “Ask for after-sales”, choose units and reason. You see the amount to the fen before you send it.")),
        (_("When is the money back?"),
         _("When the goods have been checked, the money goes back the way it came. The page of the case shows each step.")),
    ), ("returns", _("Returns"))),
    Topic("goods", _("Goods and health"), (
        (_("What is health food?"),
         _("Food with a registered function for certain people. It is not medicine and cannot take the place of medicine.")),
        (_("How do I check an approval number?"),
         _("Each product page shows the number and leads to the official registry of special foods.")),
        (_("Which batch do I get?"),
         _("What expires first ships first. The product page shows batch and dates before you order; the order shows what was sent.")),
        (_("I take medicine. May I use it?"),
         _("If you take medicine, ask your doctor or pharmacist first. Do not exceed the amount on the label.")),
    ), ("licences", _("Licences"))),
    Topic("reviews", _("Reviews"), (
        (_("Who may write a review?"), _("Who bought the goods and has received them, once for each purchase. Nobody is paid for stars.")),
        (_("Why is a sentence of my review not shown?"),
         _("The law does not let words on illness or cure stand beside health food. The rest of your review is shown, and you are "
           "told why. Bad reviews are shown like good ones.")),
    )),
    Topic("account", _("Account and privacy"), (
        (_("What do you know about me?"), _("What you typed in and ordered. Under Me you get a copy, correct it, or close the account.")),
        (_("Who sees what I looked at?"),
         _("Nobody but you. Without signing in it stays in your browser until you close it; signed in you can delete it at any time.")),
        (_("The letters are too small."),
         _("Letters from 20 pixels, large buttons, one product per row, nothing that pops up. The switch stands at the top of "
           "every page and under Me.")),
    ), ("privacy", _("Privacy"))),
    Topic("complaints", _("Complaints"), (
        (_("How do I complain?"),
         _("Under Me or on the order page. You get a proposal from us within three hours, and the page shows the time left.")),
        (_("Where else can I turn to?"), _("12315 is the national hotline for consumer complaints and reports.")),
    ), ("contact", _("Contact"))),
)  # fmt: skip


def found(text: str) -> list[Topic]:
    """Topics with the entries in which every word stands, in the language of the reader."""
    words = text.lower().split()
    if not words:
        return list(TOPICS)
    hits = []
    for topic in TOPICS:
        entries = tuple(
            (question, answer) for question, answer in topic.entries
            if all(word in f"{topic.title} {question} {answer}".lower() for word in words)
        )  # fmt: skip
        if entries:
            hits.append(Topic(topic.code, topic.title, entries, topic.more))
    return hits
