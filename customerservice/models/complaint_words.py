"""The words of complaints: what they are about, how grave, why they came about, how they ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    WEB = "web", _("Shop page")
    CHAT = "chat", _("Conversation")
    PHONE = "phone", _("Telephone")
    OTHER = "other", _("Other way")


class Severity(models.TextChoices):
    P0 = "p0", _("P0 safety")
    P1 = "p1", _("P1 grave")
    P2 = "p2", _("P2 ordinary")
    P3 = "p3", _("P3 slight")


class Category(models.TextChoices):
    DISCOMFORT = "discomfort", _("Unwell after taking it")
    QUALITY = "quality", _("Quality of the product")
    CLAIM = "claim", _("Not as described")
    GOODS = "goods", _("Wrong, missing or broken goods")
    DELIVERY = "delivery", _("Parcel and delivery")
    PRICE = "price", _("Price, coupon or refund")
    SERVICE = "service", _("How I was served")
    OTHER = "other", _("Something else")


SEVERITY_OF = {
    Category.DISCOMFORT: Severity.P0, Category.QUALITY: Severity.P1, Category.CLAIM: Severity.P1, Category.GOODS: Severity.P2,
    Category.DELIVERY: Severity.P2, Category.PRICE: Severity.P2, Category.SERVICE: Severity.P2, Category.OTHER: Severity.P3,
}  # fmt: skip


class Hold(models.TextChoices):
    NONE = "none", _("Not proposed")
    PROPOSED = "proposed", _("Hold proposed")
    HELD = "held", _("Batch on hold")
    DECLINED = "declined", _("No hold needed")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", _("Satisfied")
    NOT_SATISFIED = "not_satisfied", _("Not satisfied")
    NO_ANSWER = "no_answer", _("Not reached")


class Cause(models.TextChoices):
    PRODUCT_QUALITY = "product_quality", _("Quality of the product")
    PACKAGING = "packaging", _("Packaging")
    STORAGE = "storage", _("Storage")
    NEAR_DATE = "near_date", _("Near its date")
    PICKING = "picking", _("Picked or packed wrongly")
    CARRIER_DAMAGE = "carrier_damage", _("Damaged on the way")
    CARRIER_DELAY = "carrier_delay", _("Late or lost on the way")
    DESCRIPTION = "description", _("Page says something else")
    PRICE = "price", _("Price or promotion")
    REFUND_SLOW = "refund_slow", _("Refund took too long")
    ATTITUDE = "attitude", _("Manner of service")
    KNOWLEDGE = "knowledge", _("Wrong advice")
    INTOLERANCE = "intolerance", _("Individual intolerance")
    MISUSE = "misuse", _("Taken or stored in another way than described")
    UNFOUNDED = "unfounded", _("Nothing found")
    OTHER = "other", _("Other")


class SolutionKind(models.TextChoices):
    REFUND = "refund", _("Refund")
    REPLACEMENT = "replacement", _("Replacement")
    APOLOGY = "apology", _("Apology and explanation")
    COUPON = "coupon", _("Coupon afterwards")
    OTHER = "other", _("Something else")
