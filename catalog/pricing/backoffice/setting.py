"""Prices: the list of all, one price asked for, taken back or ended, the lowest price, what suppliers suggest."""
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Price, Sku
from catalog.pricing import changes, facts, floors, norms, setting, suggestions
from catalog.pricing.deals import lowest
from catalog.pricing.filters import PriceFilter
from catalog.pricing.forms import FloorForm, PriceForm, SuggestedForm
from catalog.pricing.limits import Needs
from catalog.pricing.references import suggested
from catalog.pricing.setting import Wanted
from catalog.pricing.tables import PriceTable
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.money import format_yuan
from microstore.core.pages import ActionPage, ListPage, Menu, ReasonForm, View
from microstore.stores.scope import refuse_foreign_store, store_ids_visible_to


class PriceList(ListPage):
    url = "catalog/prices/"
    name = "prices"
    title = _("Prices")
    permission = "catalog.view_price"
    menu = Menu(Department.PRODUCT, icon="tag", position=40)
    model = Price
    table_class = PriceTable
    filterset_class = PriceFilter
    search_fields = ("=sku__code", "sku__product__name", "=sku__barcode")
    search_hint = _("SKU, product or barcode")
    keyset = ("-valid_from", "-pk")
    export_name = "prices"
    views = [
        View("now", _("In force"), "when=now"), View("planned", _("Begins later"), "when=planned"),
        View("dated", _("For a time"), "kind=dated"), View("quantity", _("Quantity prices"), "when=now&kind=quantity")]

    def get_queryset(self):
        """Base prices and those of the person's stores."""
        ids = store_ids_visible_to(self.request.user)
        rows = Price.objects.select_related("sku__product", "store", "set_by")
        return rows if ids is None else rows.filter(store__in=ids) | rows.filter(store=None)

    def head_actions(self):
        """The bulk change is offered for exactly what the list shows."""
        asked = self.request.GET.copy()
        for key in ("after", "before", "sort", "size", "saved"):
            asked.pop(key, None)
        actions = super().head_actions()
        for action in actions:
            if asked:
                action["url"] += f"?{asked.urlencode()}"
        return actions

    def url_of(self, row):
        return reverse("backoffice:price-history", args=[row.sku.code])


def percent(value) -> str:
    return "—" if value is None else f"{value} %"


def money(fen) -> str:
    return "—" if fen is None else format_yuan(fen)


def stands_beside(sku) -> list[tuple]:
    """What the person must see before a price is changed: cost, margin, competitors, lowest deals, who decides what."""
    now = Price.objects.in_force(clock.now()).filter(sku=sku, store=None, channel="", tier="", from_units=1).first()
    look = facts.looks([Wanted(sku, now.amount_fen if now else 1)])[0]
    week, month = (lowest([sku.pk], None, days).get(sku.pk) for days in (7, 30))
    cost = f"{money(look.cost_fen)} ({look.batch})" if look.batch else money(look.cost_fen)
    told = [(_("Product"), sku.product.name), (_("Specification"), sku.spec), (_("Base price now"), money(now and now.amount_fen))]
    told += [(_("Cost of the batch that ships now"), cost), (_("Price floor"), money(look.floor_fen))]
    if now:
        told.append((_("Margin now"), f"{money(look.margin_fen)} · {percent(look.margin_percent)}"))
        told.append((_("Competitor"), f"{money(look.rival_fen)} · {_('we are')} {percent(look.gap_percent)}" if look.rival_fen else "—"))
        told.append((_("A day of use, ours and the competitor's"), by_day(look.gap_by_day)))
    told.append((_("Lowest deal of 7 and of 30 days"), f"{money(week)} · {money(month)}"))
    return told + [(_("Decided by %(who)s") % {"who": who}, span) for who, span in who_decides(look)]


def by_day(gap) -> str:
    if gap is None:
        return gettext("unknown: it takes the pieces a day of both labels")
    return f"{money(gap.ours_fen)} · {money(gap.theirs_fen)} ({gap.rival.competitor}) · {gettext('we are')} {gap.per_cent} %"


def who_decides(look) -> list[tuple[str, str]]:
    """(post, range of prices) around the price now."""
    rows = [
        ("、".join(map(str, posts)) or gettext("yourself"), f"{format_yuan(low)} – {format_yuan(high)}")
        for posts, low, high in facts.spans(look)]
    return rows + [(str(Needs.DIRECTOR.label), gettext("more than %(percent)d %%") % {"percent": norms.MANAGER.value})] if rows else []


class OfSku(ActionPage):
    """An act on the prices of one SKU."""
    model = Sku
    lookup = "code"
    back = PriceList

    def facts(self, row):
        return stands_beside(row)

    def back_url(self, row):
        return reverse("backoffice:price-history", args=[row.code])


class PriceSet(OfSku):
    url = "catalog/skus/<str:code>/price/"
    name = "price-set"
    title = _("Set a price")
    permission = "catalog.set_price"
    form_class = PriceForm
    icon = "edit"

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def perform(self, row, form, by):
        scope = form.scope()
        if scope["store"]:
            refuse_foreign_store(by, scope["store"])
        wanted = [Wanted(row, form.cleaned_data["amount_fen"], **scope)]
        change = changes.request(wanted, form.terms(by), raise_reason=form.cleaned_data["raise_reason"])
        return outcome(change, f"{row.code} {format_yuan(wanted[0].amount_fen)}")


def outcome(change, what: str) -> str:
    """What has become of a request, in a sentence."""
    given = {"what": what, "number": change.number, "who": "、".join(str(Needs(post).label) for post in change.missing)}
    sentences = {
        change.State.REQUESTED: gettext("%(what)s waits for: %(who)s (%(number)s)."),
        change.State.SCHEDULED: gettext("%(what)s is planned (%(number)s)."),
    }
    return sentences.get(change.state, gettext("%(what)s is in force (%(number)s).")) % given


class PriceTakeBack(ActionPage):
    url = "catalog/prices/<int:pk>/take-back/"
    name = "price-take-back"
    title = _("Take a planned price back")
    permission = "catalog.set_price"
    model = Price
    back = PriceList
    tone = "danger"

    def is_open(self, row, user):
        return row.valid_from > clock.now() and not row.goes_on_after_id and row.change_id is None

    def perform(self, row, form, by):
        setting.take_back([row], by=by)
        return gettext("The planned price is gone; the one before it goes on.")

    def back_url(self, row):
        return row.sku.product.get_absolute_url()


class PriceEnd(ActionPage):
    """A narrower price ends before its time: the product manager's act, for the wider price may be dearer."""
    url = "catalog/prices/<int:pk>/end/"
    name = "price-end"
    title = _("End this price now")
    permission = "catalog.approve_price"
    form_class = ReasonForm
    model = Price
    back = PriceList
    tone = "danger"

    def is_open(self, row, user):
        return setting.is_endable(row, clock.now())

    def facts(self, row):
        return [(_("SKU number"), row.sku.code), (_("Kind"), row.kind_label), (_("Store"), row.store or _("All stores")),
                (_("Price"), format_yuan(row.amount_fen))]

    def perform(self, row, form, by):
        setting.end(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("The price has ended; the wider one counts again.")

    def back_url(self, row):
        return reverse("backoffice:price-history", args=[row.sku.code])


class FloorSet(OfSku):
    url = "catalog/skus/<str:code>/floor/"
    name = "price-floor"
    title = _("Set the lowest price")
    permission = "catalog.set_floor"
    form_class = FloorForm

    def initial(self, row):
        return {"floor_fen": row.floor_fen}

    def perform(self, row, form, by):
        floors.set_floor(row, form.cleaned_data["floor_fen"], reason=form.cleaned_data["reason"], by=by)
        return gettext("Below it only the director agrees.")


class SuggestedSet(OfSku):
    url = "catalog/skus/<str:code>/suggested/"
    name = "price-suggested"
    title = _("Document a suggested retail price")
    permission = "catalog.add_suggestedprice"
    form_class = SuggestedForm

    def perform(self, row, form, by):
        given = form.cleaned_data
        suggestions.record(
            row, given["amount_fen"], document=given["document"], said_on=given["said_on"], reason=given["reason"], by=by)
        return gettext("The shop may show it as the supplier's suggestion, where it lies above the price.")


class SuggestedEnd(OfSku):
    url = "catalog/skus/<str:code>/suggested/end/"
    name = "price-suggested-end"
    title = _("End the suggested retail price")
    permission = "catalog.add_suggestedprice"
    form_class = ReasonForm
    tone = "danger"

    def is_open(self, row, user):
        return row.pk in suggested([row.pk])

    def perform(self, row, form, by):
        suggestions.end(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Nothing of the supplier is struck any more.")
