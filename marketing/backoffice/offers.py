"""Promotions and kinds of coupons: drafted here, switched on by campaigns."""

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Category, Product
from marketing.forms.offers import CouponKindForm, PromotionForm
from marketing.models import Coupon, CouponKind, Promotion
from marketing.models.offer import Offer
from marketing.services import coupons, promotions, repeats, worst_case
from marketing.tables import CouponFilter, CouponKindTable, CouponTable, OfferFilter, PromotionTable
from marketing.words import step_words, steps_words
from microstore.accounts.phones import SearchedByPhone
from microstore.compliance.classes import ProductClass
from microstore.compliance.goods import NEVER_PROMOTED
from microstore.core.declarations import Department
from microstore.core.money import format_yuan
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, ReasonForm, View, ViewPage
from microstore.core.pages.wording import moment
from microstore.stores.models import Store

VIEWS = [
    View("live", _("Running"), "standing=live"),
    View("coming", _("Begins soon"), "standing=coming"),
    View("drafts", _("Drafts"), "standing=draft"),
    View("ended", _("Time is over"), "standing=ended"),
]


class OfferEdit(FormPage):
    """Drafts; the rules of what was ever switched on stand."""

    def form_kwargs(self, row):
        return {**super().form_kwargs(row), "user": self.request.user}

    def warnings(self, row):
        return [gettext("Only an approved campaign switches it on. From then on its rules stand.")]

    def is_open(self, row, user) -> bool:
        return row.can_be_drafted

    def save(self, form, by):
        return promotions.draft(form.instance, by=by)


class OfferDetail(DetailPage):
    status_fields = ("standing",)

    def heading(self, row):
        return row.name

    def subheading(self, row):
        return row.code

    def links(self, row):
        return [(_("Worst case"), WorstCase.url_for(row), "chart")]


class PromotionList(ListPage):
    url = "promotions/"
    name = "promotions"
    title = _("Promotions")
    permission = "marketing.view_promotion"
    menu = Menu(Department.MARKETING, icon="tag", position=30)
    model = Promotion
    table_class = PromotionTable
    filterset_class = OfferFilter
    search_fields = ("code", "name")
    keyset = ("-starts_at", "-pk")
    export_name = "promotions"
    views = VIEWS
    empty_text = _("Draft a rule; a campaign switches it on.")


def named(model, ids, field="name") -> str:
    return "、".join(model.objects.filter(pk__in=ids).order_by(field).values_list(field, flat=True)[:30]) if ids else ""


def scope_facts(row: Offer) -> list[tuple[str, str]]:
    classes = dict(ProductClass.choices)
    return [
        (_("Stores"), named(Store, row.store_ids) or _("All")),
        (_("Goods"), "、".join(filter(None, [named(Category, row.category_ids), named(Product, row.product_ids)])) or _("All")),
        (
            _("Not for"),
            "、".join(filter(None, [named(Category, row.without_category_ids), named(Product, row.without_product_ids)])) or "—",
        ),
        (_("Never promoted"), "、".join(str(classes[name]) for name in sorted(NEVER_PROMOTED))),
    ]


def promotion_facts(request, row: Promotion) -> dict:
    budget = format_yuan(row.budget_fen) if row.budget_fen is not None else _("Without limit")
    return {
        "facts": [
            (_("Steps"), "；".join(steps_words(row))),
            (_("Begins"), moment(row.starts_at)), (_("Ends"), moment(row.ends_at)),
            (_("Spent"), f"{format_yuan(row.spent_fen)} / {budget}"),
            (_("Orders"), row.uses.filter(counts=True).count()),
            (_("Times per customer"), row.times_per_customer or _("Without limit")),
            (_("Priority"), row.priority), (_("Exclusive group"), row.exclusive_group or "—"),
            *scope_facts(row),
        ],
        "repeats": repeats.warnings(row) if row.standing in (Offer.Standing.DRAFT, Offer.Standing.COMING) else [],
    }  # fmt: skip


def latest_uses(request, row: Promotion) -> dict:
    return {"rows": list(row.uses.order_by("-pk")[:20])}


class PromotionDetail(OfferDetail):
    url = "promotions/<str:code>/"
    name = "promotion"
    title = _("Promotion")
    permission = "marketing.view_promotion"
    model = Promotion
    lookup = "code"
    list_name = "promotions"
    panels = [
        Panel("marketing/backoffice/_offer.html", _("Rules"), context=promotion_facts),
        Panel(
            "marketing/backoffice/_uses.html", _("Latest orders"), context=latest_uses, is_flush=True,
            is_shown=lambda row: row.activated_at is not None,
        ),
    ]  # fmt: skip


class PromotionNew(OfferEdit):
    url = "promotions/new/"
    name = "promotion-new"
    title = _("New promotion")
    permission = "marketing.add_promotion"
    form_class = PromotionForm
    model = Promotion
    back = PromotionDetail


class PromotionEdit(OfferEdit):
    url = "promotions/<str:code>/edit/"
    name = "promotion-edit"
    title = _("Edit")
    tone = "plain"
    icon = "edit"
    permission = "marketing.change_promotion"
    form_class = PromotionForm
    model = Promotion
    lookup = "code"
    back = PromotionDetail

    def warnings(self, row):
        return [*repeats.warnings(row), *super().warnings(row)]


class CouponKindList(ListPage):
    url = "coupon-kinds/"
    name = "coupon-kinds"
    title = _("Kinds of coupons")
    permission = "marketing.view_couponkind"
    menu = Menu(Department.MARKETING, icon="ticket", position=40)
    model = CouponKind
    table_class = CouponKindTable
    filterset_class = OfferFilter
    search_fields = ("code", "name")
    keyset = ("-starts_at", "-pk")
    export_name = "coupon-kinds"
    views = VIEWS
    empty_text = _("Draft a kind of coupon; a campaign lets customers claim it.")


def kind_facts(request, row: CouponKind) -> dict:
    states = dict(Coupon.State.choices)
    counts = row.counts()
    return {
        "facts": [
            (_("Terms"), step_words(row.threshold_fen, row.off_fen)),
            (_("Claimed from"), moment(row.claims_from)), (_("Claimed until"), moment(row.claims_until)),
            (_("Begins"), moment(row.starts_at)), (_("Ends"), moment(row.ends_at)),
            (_("Claimed"), f"{row.issued} / {row.quota}"), (_("Per customer"), row.per_customer),
            *((states[state], count) for state, count in counts.items()),
            *scope_facts(row),
        ]
    }  # fmt: skip


class CouponKindDetail(OfferDetail):
    url = "coupon-kinds/<str:code>/"
    name = "coupon-kind"
    title = _("Kind of coupon")
    permission = "marketing.view_couponkind"
    model = CouponKind
    lookup = "code"
    list_name = "coupon-kinds"
    panels = [Panel("marketing/backoffice/_offer.html", _("Rules"), context=kind_facts)]


class CouponKindNew(OfferEdit):
    url = "coupon-kinds/new/"
    name = "coupon-kind-new"
    title = _("New kind of coupon")
    permission = "marketing.add_couponkind"
    form_class = CouponKindForm
    model = CouponKind
    back = CouponKindDetail


class CouponKindEdit(OfferEdit):
    url = "coupon-kinds/<str:code>/edit/"
    name = "coupon-kind-edit"
    title = _("Edit")
    tone = "plain"
    icon = "edit"
    permission = "marketing.change_couponkind"
    form_class = CouponKindForm
    model = CouponKind
    lookup = "code"
    back = CouponKindDetail


PromotionList.actions = [PromotionNew]
CouponKindList.actions = [CouponKindNew]
PromotionDetail.actions = [PromotionEdit]
CouponKindDetail.actions = [CouponKindEdit]


class CouponList(SearchedByPhone, ListPage):
    url = "coupons/"
    name = "coupon-list"
    title = _("Coupons of customers")
    permission = "marketing.view_coupon"
    menu = Menu(Department.MARKETING, icon="coupon", position=45)
    model = Coupon
    table_class = CouponTable
    filterset_class = CouponFilter
    search_fields = ("=code", "=reference", "=customer__phone")
    search_hint = _("Coupon number, order number or whole phone number")
    keyset = ("-pk",)
    export_name = "coupons"
    has_personal_data = True
    views = [View("open", _("Unused"), "state=issued&state=returned"), View("held", _("In an unpaid order"), "state=held")]
    empty_text = _("Coupons appear here when customers claim them.")

    def get_queryset(self):
        return super().get_queryset().select_related("kind", "customer")

    def url_of(self, row):
        may_void = row.state in Coupon.OPEN and CouponVoid.is_open_to(self.request.user)
        return CouponVoid.get_url(row) if may_void else row.kind.get_absolute_url()


class CouponVoid(ActionPage):
    url = "coupons/<str:code>/void/"
    name = "coupon-void"
    title = _("Make void")
    permission = "marketing.void_coupon"
    tone = "danger"
    form_class = ReasonForm
    model = Coupon
    lookup = "code"
    move = "void"
    back = CouponList

    def perform(self, row, form, by):
        coupons.void(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("%(coupon)s is void.") % {"coupon": row}


class WorstCase(ViewPage):
    """What this offer costs at worst, together with all that runs beside it."""

    url = "offers/<str:code>/worst-case/"
    name = "worst-case"
    title = _("Worst case")
    permission = "marketing.view_promotion"
    template = "marketing/backoffice/worst_case.html"

    @classmethod
    def url_for(cls, row) -> str:
        return f"/backoffice/offers/{row.code}/worst-case/"

    def find(self, code: str) -> Offer:
        for model in (Promotion, CouponKind):
            if row := model.objects.visible_to(self.request.user).filter(code=code).first():
                return row
        raise Http404

    def context(self, request, code):
        row = self.find(code)
        stores = [
            store for store in Store.objects.visible_to(request.user).order_by("pk") if not row.store_ids or store.pk in row.store_ids
        ]
        asked = request.GET.get("store", "")
        store = next((store for store in stores if str(store.pk) == asked), stores[0] if stores else None)
        return {"row": row, "stores": stores, "store": store, "answer": worst_case.simulate(row, store) if store else None}
