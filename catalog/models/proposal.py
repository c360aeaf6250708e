"""Selection: a new product is proposed, weighed by four criteria, voted on by four departments, decided (duties P1, P2; state C10)."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.competitor import CompanyData, CompetitorProduct
from catalog.models.master import Brand, Category
from catalog.models.product import Product
from catalog.models.supplier import Supplier
from microstore.compliance.classes import ProductClass
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.money import FenField
from microstore.core.sentences import SentenceField, SentencesField
from microstore.core.states import Flow, Move, Moves


class SelectionProposal(Moves, models.Model):
    """``facts`` is what the system knew of quality, supplier and margin when it went to review: the reviewers' common ground."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("To be handed in")
        IN_REVIEW = "in_review", _("In review")
        DECIDING = "deciding", _("With the director")
        APPROVED = "approved", _("Selected")
        REJECTED = "rejected", _("Not selected")

    TONES = {
        State.PROPOSED: "neutral", State.IN_REVIEW: "warn", State.DECIDING: "brand", State.APPROVED: "ok", State.REJECTED: "danger",
    }
    flow = Flow(
        "state",
        review_proposal=Move((State.PROPOSED,), State.IN_REVIEW, label=_("Hand in for review")),
        except_proposal=Move((State.PROPOSED,), State.DECIDING, label=_("Ask for an exception")),
        refer_proposal=Move((State.IN_REVIEW,), State.DECIDING, label=_("Refer to the director")),
        approve_proposal=Move((State.IN_REVIEW, State.DECIDING), State.APPROVED, label=_("Approve")),
        reject_proposal=Move((State.IN_REVIEW, State.DECIDING), State.REJECTED, label=_("Reject")),
    )

    number = models.CharField(_("number"), max_length=24, unique=True)
    name = models.CharField(_("name"), max_length=120, help_text=_("As on its certificate or pack."))
    product_class = models.CharField(_("class of goods"), max_length=20, choices=ProductClass, default=ProductClass.HEALTH_FOOD)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("category"))
    brand = models.ForeignKey(Brand, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("brand"))
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="proposals", verbose_name=_("supplier"))
    spec = models.CharField(_("specification"), max_length=80)
    approval_number = models.CharField(_("approval number"), max_length=40, blank=True)
    purchase_fen = FenField(_("purchase price"))
    planned_fen = FenField(_("planned price"))
    planned_on = models.DateField(_("planned listing"))
    rival = models.ForeignKey(
        CompetitorProduct, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("competitor's product"),
        help_text=_("What customers buy instead today."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    facts = SentencesField(_("facts at the hand-in"), default=dict, blank=True, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), default=clock.now)
    handed_in_at = models.DateTimeField(_("handed in"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decision_reason = SentenceField(_("reason of the decision"), max_length=500, blank=True)
    product = models.OneToOneField(
        Product, models.SET_NULL, null=True, blank=True, related_name="proposal", verbose_name=_("product made from it"))

    objects = CompanyData.as_manager()

    class Meta:
        verbose_name = _("selection proposal")
        verbose_name_plural = _("selection proposals")
        ordering = ["-id"]
        permissions = [("score_selectionproposal", _("Can score and hand in selection proposals")),
                       ("vote_selectionproposal", _("Can vote on selection proposals")),
                       ("decide_selectionproposal", _("Can decide disputed selection proposals"))]
        constraints = [models.CheckConstraint(condition=Q(purchase_fen__gt=0, planned_fen__gt=0), name="proposal_prices_positive")]
        indexes = [models.Index(fields=["state", "-id"], name="proposal_by_state"),
                   models.Index(fields=["decided_at"], name="proposal_decided")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("backoffice:proposal", args=[self.number])

    @property
    def margin_per_cent(self) -> int:
        """Of the planned price, rounded down; negative when it would be sold below cost."""
        return (self.planned_fen - self.purchase_fen) * 100 // self.planned_fen


class ProposalScore(models.Model):
    """One of the four criteria, from 1 (against it) to 5 (for it), with the evidence in words."""

    class Criterion(models.TextChoices):
        DEMAND = "demand", _("Demand and potential")
        QUALITY = "quality", _("Quality record")
        SUPPLIER = "supplier", _("Supplier qualification")
        MARGIN = "margin", _("Margin")

    proposal = models.ForeignKey(SelectionProposal, models.CASCADE, related_name="scores", verbose_name=_("proposal"))
    criterion = models.CharField(_("criterion"), max_length=10, choices=Criterion)
    points = models.PositiveSmallIntegerField(_("points"))
    evidence = models.CharField(_("evidence"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("scored"), default=clock.now)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "criterion"], name="criterion_scored_once"),
                       models.CheckConstraint(condition=Q(points__gte=1, points__lte=5), name="points_from_1_to_5")]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.points}"


class ProposalVote(models.Model):
    """What one department says, through one colleague of it."""

    proposal = models.ForeignKey(SelectionProposal, models.CASCADE, related_name="votes", verbose_name=_("proposal"))
    department = models.CharField(_("department"), max_length=12, choices=Department)
    is_yes = models.BooleanField(_("for it"))
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("voted"), default=clock.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "department"], name="department_votes_once")]

    def __str__(self) -> str:
        return f"{self.get_department_display()}: {'+' if self.is_yes else '−'}"
