"""Selection proposals: the list, one proposal with its scorecard and votes, its form (duties P1, P2)."""
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductCreate, ProductDetail
from catalog.gate import origin
from catalog.models import SelectionProposal
from catalog.selection.forms import ProposalForm
from catalog.selection.services import proposals, scorecard
from catalog.selection.tables import ProposalFilter, ProposalTable
from microstore.core import changes
from microstore.core.declarations import Department
from microstore.core.pages import DetailPage, FormPage, ListPage, Menu, Panel, View

State = SelectionProposal.State


def to_vote(user):
    return proposals.waiting_for(user).count() or None


def selected(user):
    return origin.selected().count() or None


class ProposalList(ListPage):
    url = "catalog/proposals/"
    name = "proposals"
    title = _("Selection")
    permission = "catalog.view_selectionproposal"
    menu = Menu(Department.PRODUCT, icon="flag", position=40, count=to_vote)
    model = SelectionProposal
    table_class = ProposalTable
    filterset_class = ProposalFilter
    search_fields = ("name", "^number", "supplier__name")
    search_hint = _("Name, number or supplier")
    keyset = ("-pk",)
    export_name = "proposals"
    views = [
        View("review", _("In review"), "state=in_review", count=to_vote),
        View("approved", _("Approved list"), "state=approved&made=false", count=selected),
        View("made", _("Product made"), "made=true"),
        View("rejected", _("Not selected"), "state=rejected"),
        View("drafts", _("To be handed in"), "state=proposed"),
    ]
    empty_text = _("Propose a product: with demand, quality record, supplier and margin the departments vote on it.")

    def get_queryset(self):
        counted = {"vote_count": Count("votes"), "yes_count": Count("votes", filter=Q(votes__is_yes=True))}
        return super().get_queryset().select_related("supplier", "proposed_by").annotate(**counted)


def facts_of(row) -> dict:
    """What was kept with the hand-in; before it, as it stands now."""
    return row.facts or scorecard.facts_of(row)


def card(request, row) -> dict:
    known, given = scorecard.said(facts_of(row)), {one.criterion: one for one in row.scores.select_related("by")}
    rows = [(criterion, given.get(criterion), known.get(criterion, [])) for criterion in proposals.Criterion]
    points = [one.points for one in given.values()]
    return {"rows": rows, "total": sum(points), "most": 5 * len(rows), "is_kept": bool(row.facts)}


def votes(request, row) -> dict:
    cast = {one.department: one for one in row.votes.select_related("by")}
    return {"rows": [(department, cast.get(department)) for department in proposals.REVIEWERS]}


class ProposalDetail(DetailPage):
    url = "catalog/proposals/<str:number>/"
    name = "proposal"
    title = _("Selection proposal")
    permission = "catalog.view_selectionproposal"
    model = SelectionProposal
    lookup = "number"
    list_name = "proposals"
    panels = [
        Panel("catalog/selection/_card.html", _("Scorecard"), context=card, is_flush=True),
        Panel("catalog/selection/_votes.html", _("Votes of the departments"), context=votes),
    ]
    side = [Panel("catalog/selection/_proposal.html", _("Selection proposal"))]

    def get_queryset(self):
        return super().get_queryset().select_related("supplier", "category", "brand", "rival__competitor", "proposed_by", "product")

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return f"{row.number} · {row.spec}"

    def links(self, row):
        is_open = row.state == State.APPROVED and row.product_id is None and ProductCreate.is_open_to(self.request.user)
        return [(_("Write its page at once"), f"{ProductCreate.get_url()}?proposal={row.number}", "edit")] if is_open else []

    def steps(self, row):
        """Up to where it is; the director's step is shown where it is needed, the review where there was one."""
        is_reviewed = row.state == State.PROPOSED or row.handed_in_at
        way = [State.PROPOSED, *([State.IN_REVIEW] if is_reviewed else []), *([State.DECIDING] if row.state == State.DECIDING else [])]
        way.append(State.REJECTED if row.state == State.REJECTED else State.APPROVED)
        at = way.index(row.state)
        shown = [(one.label, "done" if place < at else "now" if place == at else "next", "") for place, one in enumerate(way)]
        return [*shown, (_("Product draft"), "done" if row.product_id else "next", "")] if row.state != State.REJECTED else shown


class ProposalNew(FormPage):
    url = "catalog/proposals/new/"
    name = "proposal-new"
    title = _("Propose a product")
    permission = "catalog.add_selectionproposal"
    form_class = ProposalForm
    model = SelectionProposal
    back = ProposalDetail

    def save(self, form, by):
        return proposals.propose(form.cleaned_data, by=by)


class ProposalEdit(FormPage):
    url = "catalog/proposals/<str:number>/edit/"
    name = "proposal-edit"
    title = _("Edit proposal")
    permission = "catalog.change_selectionproposal"
    form_class = ProposalForm
    model = SelectionProposal
    lookup = "number"
    back = ProposalDetail
    tone = "plain"
    icon = "edit"

    def is_open(self, row, user):
        return row.state == State.PROPOSED

    def save(self, form, by):
        proposals.require_open(SelectionProposal.objects.get(pk=self.row.pk))
        return changes.save(form.instance, by=by)


ProposalList.actions.append(ProposalNew)
ProductDetail.side.append(
    Panel("catalog/selection/_of_product.html", _("Selection"), is_shown=lambda row: SelectionProposal.objects.filter(product=row).exists(),
          permission="catalog.view_selectionproposal"))
