"""Prices of competitors, as a service or a colleague sends them: each changed row becomes an observation, and alarms open or close with
all of them."""

from datetime import date

from django.utils.translation import gettext_lazy

from catalog.imports import cells
from catalog.imports.columns import Column
from catalog.imports.kinds.base import Kind, Staged
from catalog.models import Competitor, CompetitorProduct, PriceObservation
from catalog.selection.forms import address_field
from catalog.selection.services import market
from catalog.selection.services.market import Seen
from microstore.core import clock
from microstore.core.pages.wording import yuan
from microstore.core.sentences import gettext as _

NAME = 120


class Market(Kind):
    permission = "catalog.import_product"

    def __init__(self, batch):
        super().__init__(batch)
        self.competitors = {row.name.casefold(): row for row in Competitor.objects.all()}
        self.seen: dict[tuple, int] = {}
        self.looks: list[Seen] = []

    @classmethod
    def columns(cls):
        return [
            Column("competitor", gettext_lazy("Competitor"), is_needed=True),
            Column("rival", gettext_lazy("Competitor's product"), is_needed=True),
            Column("spec", gettext_lazy("Specification")), Column("price", gettext_lazy("Price seen, yuan"), is_needed=True),
            Column("seen_on", gettext_lazy("Seen on")), Column("promo", gettext_lazy("Promotion")), Column("url", gettext_lazy("Link")),
        ]  # fmt: skip

    def stage(self, rows):
        names = {cells.sheets.as_text(given.get("rival", ""))[:NAME] for __, given in rows}
        rivals = {(row.competitor_id, row.name, row.spec): row for row in CompetitorProduct.objects.filter(name__in=names)}
        read = [(number, given, *self._read(given)) for number, given in rows]
        days = {facts["seen_on"] for *__, facts, fault in read if not fault}
        told = PriceObservation.objects.filter(rival__in=rivals.values(), seen_on__in=days).values_list("rival", "seen_on", "price_fen")
        known = {(rival, day.isoformat(), fen) for rival, day, fen in told}
        return [self._staged(number, given, facts, fault, rivals, known) for number, given, facts, fault in read]

    def _staged(self, number: int, given, facts: dict, fault: str, rivals, known) -> Staged:  # noqa: PLR0913
        staged = Staged(number, subject=given.get("rival", "")[:160], facts=facts)
        if fault:
            staged.faults.append(fault)
            return staged.settle()
        key = (facts["competitor"], facts["rival"], facts["spec"])
        rival, first = rivals.get(key), self.seen.setdefault((*key, facts["seen_on"]), number)
        if first != number:
            staged.faults.append(_("The same price stands in row %(row)d.") % {"row": first})
        if rival is None or (rival.pk, facts["seen_on"], facts["price"]) not in known:
            staged.changes.append(["price", yuan(rival.newest_fen) if rival and rival.newest_fen else "", yuan(facts["price"])])
        return staged.settle(is_new=rival is None)

    def _read(self, given) -> tuple[dict, str]:
        """What the row says, or why it says nothing."""
        try:
            return self._facts({name: cells.text(cell) for name, cell in given.items()}), ""
        except ValueError as error:
            return {}, str(error)

    def _facts(self, plain: dict[str, str]) -> dict:
        competitor = self.competitors.get(plain.get("competitor", "").casefold())
        if competitor is None:
            raise ValueError(_("There is no “%(text)s”.") % {"text": plain.get("competitor", "")[:40]})
        if not plain.get("rival"):
            raise ValueError(_("The competitor's product is missing."))
        price = cells.fen(plain.get("price", ""))
        seen_on = cells.day(plain["seen_on"]) if plain.get("seen_on") else clock.today()
        if not price or seen_on > clock.today():
            raise ValueError(_("A price must be above zero.") if not price else _("That day is still to come."))
        return {
            "competitor": competitor.pk, "rival": plain["rival"][:NAME], "spec": plain.get("spec", "")[:80], "price": price,
            "seen_on": seen_on.isoformat(), "promo": plain.get("promo", "")[:200],
            "url": cells.by_field(address_field(), plain["url"]) if plain.get("url") else "",
        }  # fmt: skip

    def write(self, rows):
        for facts in (row.facts for row in rows):
            seen_on = date.fromisoformat(facts["seen_on"])
            self.looks.append(Seen(
                facts["competitor"], facts["rival"], facts["spec"], facts["price"], seen_on, facts["promo"], facts["url"]))

    def finish(self):
        """All at once, so that products and pack sizes are locked in one order whatever the order of the list."""
        market.observe_all(self.looks, by=self.batch.by)
