"""Reviews: the queue by due time, one review with what the rule book found, and what may be decided about it (rule EC-10)."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice import remarks
from customerservice.backoffice.about_products import (
    AboutProductAct,
    AboutProductDetail,
    AboutProductFilter,
    AboutProductList,
    AboutProductTable,
    Waiting,
)
from customerservice.models import Review
from customerservice.reviews import services as reviews
from customerservice.reviews.services import reading
from microstore.accounts import masking
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import (
    LinkColumn,
    Menu,
    NumberColumn,
    Panel,
    Queue,
    ReasonForm,
    TimeColumn,
    View,
    declare_queue,
)

MODERATE = "customerservice.moderate_review"


waiting = Waiting(Review)


class ReviewTable(AboutProductTable):
    review = LinkColumn("buyer-review", accessor="headline", orderable=False, verbose_name=_("Review of a buyer"))
    stars = NumberColumn(verbose_name=_("Stars"))
    written = TimeColumn(accessor="written_at", verbose_name=_("Written"))
    due = TimeColumn(accessor="due_at", verbose_name=_("To be looked at by"))

    class Meta:
        model = Review
        fields = ()
        sequence = ("review", "state", "stars", "product", "store", "written", "due")


class ReviewFilter(AboutProductFilter):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Review.State.choices)
    stars = django_filters.MultipleChoiceFilter(label=_("Stars"), choices=[(stars, str(stars)) for stars in range(1, 6)])
    reported = django_filters.BooleanFilter(label=_("Reported"), field_name="reported_at", lookup_expr="isnull", exclude=True)
    written = django_filters.DateFromToRangeFilter(field_name="written_at", label=_("Written"))

    class Meta:
        model = Review
        fields = []


class ReviewList(AboutProductList):
    url = "buyer-reviews/"
    name = "buyer-reviews"
    title = _("Reviews of buyers")
    permission = "customerservice.view_review"
    menu = Menu(Department.SERVICE, icon="star", position=34, count=waiting.count)
    model = Review
    table_class = ReviewTable
    filterset_class = ReviewFilter
    search_hint = _("Words or product")
    keyset = ("-written_at", "-pk")
    views = [
        View("held", _("Waiting to be looked at"), "state=held"),
        View("reported", _("Reported"), "reported=true"),
        View("low", _("One and two stars"), "state=published&stars=1&stars=2"),
        View("published", _("Published"), "state=published"),
        View("withheld", _("Held back"), "state=withheld"),
    ]
    empty_text = _("Buyers write reviews once their goods have arrived.")


def words(request, row: Review) -> dict:
    grounds = dict(Review.Ground.choices)
    sentences = [(text, grounds.get(row.hidden.get(str(place)), "")) for place, text in enumerate(row.sentences)]
    return {"customer": masking.name(str(row.customer)), "sentences": sentences}


def reports(request, row: Review) -> dict:
    return {"reports": row.reports.all()[:20]}


def bought(request, row: Review) -> dict:
    return {"revision": row.product.live_revision}


class ReviewDetail(AboutProductDetail):
    url = "buyer-reviews/<int:pk>/"
    name = "buyer-review"
    title = _("Review of a buyer")
    permission = "customerservice.view_review"
    model = Review
    related = (*AboutProductDetail.related, "order_line__order", "decided_by", "replied_by")
    panels = [
        Panel("customerservice/backoffice/reviews/_review.html", _("Review of a buyer"), words),
        Panel("customerservice/backoffice/reviews/_reports.html", _("Reports"), reports, is_shown=lambda row: row.reported_at is not None),
    ]
    side = [Panel("customerservice/backoffice/reviews/_bought.html", _("Bought"), bought)]


class ShowForm(forms.Form):
    """Sentences to be hidden, one ground for all of them, and the reason that the author reads."""

    hidden = forms.MultipleChoiceField(label=_("Sentences that are not shown"), required=False, widget=forms.CheckboxSelectMultiple)
    ground = forms.ChoiceField(label=_("Ground"), choices=[("", "—"), *Review.Ground.choices], required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("The author reads it."))

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hidden"].choices = [(str(place), text.strip() or "—") for place, text in enumerate(review.sentences)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("hidden") and not cleaned.get("ground"):
            self.add_error("ground", _("Choose the ground of the law."))
        return cleaned


class WithholdForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground"), choices=Review.Ground, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("The author reads it."))


class ReplyForm(Scanned, forms.Form):
    scan_kind, scan_fields = "script", ("text",)

    text = forms.CharField(label=_("Reply"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Everybody reads it."))


class ReviewAct(AboutProductAct):
    model = Review
    back = ReviewDetail
    permission = MODERATE

    def facts(self, row):
        return [(_("Stars"), str(row.stars)), (_("Text"), row.text or "—")]


class ReviewShow(ReviewAct):
    url = "buyer-reviews/<int:pk>/show/"
    name = "buyer-review-show"
    title = _("Decide what is shown")
    icon = "eye"
    form_class = ShowForm

    def form_kwargs(self, row):
        return {"review": row}

    def initial(self, row):
        marked = row.hidden or reading.suggested(row)
        return {"hidden": list(marked), "ground": next(iter(marked.values()), ""), "reason": row.decision}

    def warnings(self, row):
        return remarks.of_row(row)

    def perform(self, row, form, by):
        given = form.cleaned_data
        reviews.show(row, hidden={place: given["ground"] for place in given["hidden"]}, reason=given["reason"], by=by)
        return _("Published. The author has been told.")


class ReviewWithhold(ReviewAct):
    url = "buyer-reviews/<int:pk>/withhold/"
    name = "buyer-review-withhold"
    title = _("Hold back")
    tone = "danger"
    move = "withhold"
    form_class = WithholdForm

    def perform(self, row, form, by):
        reviews.withhold(row, **form.cleaned_data, by=by)
        return _("Held back. The original is kept, and the author has been told why.")


class ReviewReply(ReviewAct):
    url = "buyer-reviews/<int:pk>/reply/"
    name = "buyer-review-reply"
    title = _("Reply")
    icon = "chat"
    form_class = ReplyForm

    def is_open(self, row, user):
        return row.state == Review.State.PUBLISHED

    def initial(self, row):
        return {"text": row.reply}

    def perform(self, row, form, by):
        with remarks.beside(form, "text"):
            reviews.reply(row, text=form.cleaned_data["text"], by=by)
        return _("The reply stands below the review.")


class ReviewSettle(ReviewAct):
    url = "buyer-reviews/<int:pk>/settle/"
    name = "buyer-review-settle"
    title = _("Leave it as it is")
    tone = "plain"
    form_class = ReasonForm

    def is_open(self, row, user):
        return row.reported_at is not None

    def perform(self, row, form, by):
        reviews.settle_reports(row, reason=form.cleaned_data["reason"], by=by)
        return _("The reports are settled.")


ReviewDetail.actions += [ReviewShow, ReviewReply, ReviewSettle, ReviewWithhold]

declare_queue(Queue(
    code="buyer-reviews", label=_("Reviews to look at"), permission=MODERATE, count=waiting.count,
    url=lambda user: f"{ReviewList.get_url()}?view=held", icon="star", act=_("Look at"), due=waiting.first_due, position=26,
))  # fmt: skip
