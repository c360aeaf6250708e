"""Prices: every changed row is a line of ONE price change, which goes the way of all price changes (state C11)."""

from django.utils.translation import gettext_lazy

from catalog import hooks
from catalog.imports import cells
from catalog.imports.columns import Column
from catalog.imports.kinds.base import Kind, Staged
from catalog.models import Price, Sku
from catalog.pricing import changes
from catalog.pricing.setting import Terms, Wanted
from microstore.core import clock
from microstore.core.pages.wording import yuan
from microstore.core.sentences import gettext as _
from microstore.stores.models import Store


class Prices(Kind):
    permission = "catalog.import_price"
    is_reason_needed = True

    def __init__(self, batch):
        super().__init__(batch)
        self.stores = {word.casefold(): store for store in Store.objects.visible_to(batch.by) for word in (store.code, store.name)}
        self.channels = {word.casefold(): code for code, name in hooks.channels() for word in (code, name)}
        self.seen: dict[tuple, int] = {}
        self.wanted: list[Wanted] = []

    @classmethod
    def columns(cls):
        return [
            Column("sku", gettext_lazy("SKU number or barcode"), is_needed=True),
            Column("price", gettext_lazy("New price, yuan"), is_needed=True),
            Column("store", gettext_lazy("Store")), Column("channel", gettext_lazy("Channel")), Column("tier", gettext_lazy("Member tier")),
            Column("from_units", gettext_lazy("From this many units")),
        ]  # fmt: skip

    def stage(self, rows):
        words = {cells.sheets.as_text(given.get("sku", "")) for __, given in rows}
        skus = {sku.code: sku for sku in Sku.objects.filter(code__in=words)}
        skus |= {sku.barcode: sku for sku in Sku.objects.filter(barcode__in=words - {""})}
        now = Price.objects.in_force(clock.now()).filter(sku__in={sku.pk for sku in skus.values()}).order_by("valid_from")
        prices = {(row.sku_id, row.store_id, row.channel, row.tier, row.from_units): row.amount_fen for row in now}
        return [self._staged(number, given, skus, prices) for number, given in rows]

    def _staged(self, number: int, given, skus, prices) -> Staged:
        staged = Staged(number, subject=given.get("sku", "")[:160])
        try:
            sku, facts = self._read(given, skus)
        except ValueError as error:
            staged.faults.append(str(error))
            return staged.settle()
        staged.subject, staged.sku_id, staged.product_id, staged.facts = str(sku)[:160], sku.pk, sku.product_id, facts
        scope = (sku.pk, facts["store"], facts["channel"], facts["tier"], facts["from_units"])
        first = self.seen.setdefault(scope, number)
        if first != number:
            staged.faults.append(_("The same price stands in row %(row)d.") % {"row": first})
        old = prices.get(scope)
        if old != facts["price"]:
            staged.changes.append(["price", yuan(old) if old is not None else "", yuan(facts["price"])])
        return staged.settle(is_new=old is None)

    def _read(self, given, skus) -> tuple[Sku, dict]:
        plain = {name: cells.text(cell) for name, cell in given.items()}
        if (sku := skus.get(plain.get("sku", ""))) is None:
            raise ValueError(_("There is no SKU “%(code)s”.") % {"code": plain.get("sku", "")[:40]})
        price = cells.fen(plain.get("price", ""))
        if price == 0:
            raise ValueError(_("A price must be above zero."))
        store, channel = self._named(self.stores, plain.get("store", "")), self._named(self.channels, plain.get("channel", ""))
        units = cells.count(plain["from_units"]) if plain.get("from_units") else 1
        facts = {"price": price, "store": store.pk if store else None, "channel": channel or "", "tier": plain.get("tier", "")[:20]}
        return sku, facts | {"from_units": max(1, units)}

    @staticmethod
    def _named(known: dict, given: str):
        if given and (found := known.get(given.casefold())) is None:
            raise ValueError(_("There is no “%(text)s”.") % {"text": given[:40]})
        return found if given else None

    def write(self, rows):
        skus = Sku.objects.select_related("product").in_bulk({row.sku_id for row in rows})
        stores = {store.pk: store for store in self.stores.values()}
        for row in rows:
            facts = row.facts
            store = stores[facts["store"]] if facts["store"] else None
            self.wanted.append(Wanted(skus[row.sku_id], facts["price"], store, facts["channel"], facts["tier"], facts["from_units"]))

    def finish(self):
        reason, method = self.batch.reason, _("List %(number)s") % {"number": self.batch.number}
        changes.request(self.wanted, Terms(reason=reason, by=self.batch.by), raise_reason=reason, method=method)
