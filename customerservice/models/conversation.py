"""A conversation with a customer and what belongs to it (state C7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class ConversationState(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("To be answered")
    WAITING_CUSTOMER = "waiting_customer", _("Waiting for the customer")
    WAITING_INTERNAL = "waiting_internal", _("Waiting for a colleague")
    SNOOZED = "snoozed", _("Put off")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")


class Theme(models.TextChoices):
    """What it was about, kept when it is resolved, so that feedback can be counted (duty C16)."""

    PRODUCT = "product", _("Product and use")
    BUYING = "buying", _("Ordering and paying")
    PARCEL = "parcel", _("Parcel")
    AFTERSALE = "aftersale", _("Return and refund")
    QUALITY = "quality", _("Quality")
    PRICE = "price", _("Price and offers")
    PRAISE = "praise", _("Praise")
    SUGGESTION = "suggestion", _("Suggestion")
    OTHER = "other", _("Something else")


S = ConversationState
LIVE = (S.NEW, S.OPEN, S.WAITING_CUSTOMER, S.WAITING_INTERNAL, S.SNOOZED)


class ConversationQuerySet(StoreScoped, models.QuerySet):
    def live(self):
        return self.filter(state__in=LIVE)

    def waiting(self):
        """A customer waits for an answer."""
        return self.filter(due_at__isnull=False)

    def unassigned(self):
        return self.live().filter(assignee=None)


class Conversation(Moves, models.Model):
    """Of a customer, or of the session of a guest. ``due_at`` is when the oldest unanswered message is answered too late;
    it is empty while nobody waits. ``last_text`` is for lists: digits are masked in it already."""

    flow = Flow(
        "state",
        take=Move((S.NEW, S.OPEN, S.WAITING_CUSTOMER, S.WAITING_INTERNAL, S.SNOOZED), S.OPEN, label=_("Take over")),
        answer=Move((*LIVE, S.RESOLVED), S.WAITING_CUSTOMER, label=_("Answer")),
        hear=Move((S.NEW, S.OPEN, S.WAITING_CUSTOMER, S.WAITING_INTERNAL, S.SNOOZED), S.OPEN, label=_("Hear the customer")),
        reopen=Move((S.RESOLVED,), S.OPEN, label=_("Open again")),
        ask_inside=Move((S.NEW, S.OPEN, S.WAITING_CUSTOMER, S.SNOOZED), S.WAITING_INTERNAL, label=_("Ask a colleague")),
        hear_inside=Move((S.WAITING_INTERNAL,), S.OPEN, label=_("Hear the colleague")),
        snooze=Move((S.NEW, S.OPEN, S.WAITING_CUSTOMER, S.WAITING_INTERNAL), S.SNOOZED, label=_("Put off")),
        wake=Move((S.SNOOZED,), S.OPEN, label=_("Wake up")),
        resolve=Move(LIVE, S.RESOLVED, label=_("Resolve")),
        close=Move((S.RESOLVED,), S.CLOSED, label=_("Close")),
        join=Move((*LIVE, S.RESOLVED), S.CLOSED, label=_("Join with another conversation")),
    )
    TONES = {
        S.NEW: "warn", S.OPEN: "warn", S.WAITING_CUSTOMER: "info", S.WAITING_INTERNAL: "info", S.SNOOZED: "neutral", S.RESOLVED: "ok",
        S.CLOSED: "neutral",
    }  # fmt: skip

    number = models.CharField(_("conversation number"), max_length=24, unique=True)
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="conversations", verbose_name=_("store"))
    customer = models.ForeignKey(
        "accounts.Customer", models.PROTECT, null=True, blank=True, related_name="conversations", verbose_name=_("customer")
    )
    session_key = models.CharField(_("session"), max_length=40, blank=True)
    about_product = models.ForeignKey("catalog.Product", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    about_order = models.ForeignKey(
        "orders.Order", models.PROTECT, null=True, blank=True, related_name="conversations", verbose_name=_("order")
    )
    state = models.CharField(_("state"), max_length=20, choices=S, default=S.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="conversations", verbose_name=_("agent")
    )
    groups = models.JSONField(_("special groups named"), default=list, blank=True)
    opened_at = models.DateTimeField(_("opened"), default=clock.now)
    last_at = models.DateTimeField(_("last message"), default=clock.now)
    last_text = models.CharField(_("last words"), max_length=120, blank=True)
    waiting_since = models.DateTimeField(_("customer waits since"), null=True, blank=True)
    due_at = models.DateTimeField(_("to be answered by"), null=True, blank=True)
    snoozed_until = models.DateTimeField(_("put off until"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    theme = models.CharField(_("theme"), max_length=12, choices=Theme, blank=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name=_("joined to"))

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-last_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "customer"], condition=Q(customer__isnull=False) & ~Q(state="closed"), name="one_open_conversation_each"
            ),
            models.UniqueConstraint(
                fields=["store", "session_key"],
                condition=Q(customer__isnull=True) & ~Q(state="closed"),
                name="one_open_conversation_per_guest",
            ),
            models.CheckConstraint(
                condition=Q(waiting_since__isnull=True, due_at__isnull=True) | Q(waiting_since__isnull=False, due_at__isnull=False),
                name="conversation_waits_with_due_time",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(due_at__isnull=False), name="conversation_waiting"),
            models.Index(fields=["assignee", "-last_at"], condition=~Q(state="closed"), name="conversation_of_agent"),
            models.Index(fields=["state", "resolved_at"], condition=Q(state="resolved"), name="conversation_to_close"),
            models.Index(fields=["snoozed_until"], condition=Q(state="snoozed"), name="conversation_to_wake"),
            models.Index(fields=["-last_at", "-id"], name="conversation_newest_first"),
        ]
        permissions = [
            ("answer_conversation", _("Answer customers at the desk")),
            ("watch_desk", _("Watch the desk and hand out conversations")),
        ]

    def __str__(self):
        return self.number

    @property
    def is_guest(self) -> bool:
        return self.customer_id is None


class ChatMessage(models.Model):
    """One message. ``token`` makes a form that is sent twice one message; ``caution`` names the special group it warns."""

    class Author(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        AGENT = "agent", _("Customer service")
        SYSTEM = "system", _("System")

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="messages", verbose_name=_("conversation"))
    author = models.CharField(_("author"), max_length=8, choices=Author)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by"))
    text = models.CharField(_("text"), max_length=2000, blank=True)
    picture = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"))
    product = models.ForeignKey("catalog.Product", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    order = models.ForeignKey("orders.Order", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("order"))
    script = models.ForeignKey(
        "customerservice.Script", models.PROTECT, null=True, blank=True, related_name="uses", verbose_name=_("script")
    )
    caution = models.CharField(_("caution for"), max_length=20, blank=True)
    hits = models.JSONField(_("words of the rule book"), default=list, blank=True)
    token = models.CharField(_("form token"), max_length=40, blank=True)
    at = models.DateTimeField(_("at"), default=clock.now)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages of conversations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "token"], condition=~Q(token=""), name="one_message_per_form"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(picture__isnull=False) | Q(product__isnull=False) | Q(order__isnull=False),
                name="message_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "id"], name="messages_in_order"),
            models.Index(fields=["conversation", "author"], condition=Q(seen_at__isnull=True), name="messages_unseen"),
        ]

    def __str__(self):
        return self.text[:30]
