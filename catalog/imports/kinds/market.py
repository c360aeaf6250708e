"""Prices of competitors, as a service or a colleague sends them: each changed row becomes an observation, which opens or closes alarms."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.imports import cells
from catalog.imports.columns import Column
from catalog.imports.kinds.base import Kind, Staged
from catalog.models import Competitor, CompetitorProduct, PriceObservation
from catalog.selection.services import market
from microstore.core import clock
from microstore.core.pages.wording import yuan


class Market(Kind):
    permission = "catalog.import_product"

    def __init__(self, batch):
        super().__init__(batch)
        self.competitors = {row.name.casefold(): row for row in Competitor.objects.all()}
        self.seen: dict[tuple, int] = {}

    @classmethod
    def columns(cls):
        return [
            Column("competitor", gettext_lazy("Competitor"), is_needed=True),
            Column("rival", gettext_lazy("Competitor's product"), is_needed=True),
            Column("spec", gettext_lazy("Specification")), Column("price", gettext_lazy("Price seen, yuan"), is_needed=True),
            Column("seen_on", gettext_lazy("Seen on")), Column("promo", gettext_lazy("Promotion")), Column("url", gettext_lazy("Link")),
        ]  # fmt: skip

    def stage(self, rows):
        names = {cells.sheets.as_text(given.get("rival", "")) for __, given in rows}
        rivals = {(row.competitor_id, row.name, row.spec): row for row in CompetitorProduct.objects.filter(name__in=names)}
        told = PriceObservation.objects.filter(rival__in=rivals.values()).values_list("rival", "seen_on", "price_fen")
        return [self._staged(number, given, rivals, set(told)) for number, given in rows]

    def _staged(self, number: int, given, rivals, told) -> Staged:
        staged = Staged(number, subject=given.get("rival", "")[:160])
        try:
            facts = self._read(given)
        except ValueError as error:
            staged.faults.append(str(error))
            return staged.settle()
        staged.facts = facts
        rival = rivals.get((facts["competitor"], facts["rival"], facts["spec"]))
        first = self.seen.setdefault((facts["competitor"], facts["rival"], facts["spec"], facts["seen_on"]), number)
        if first != number:
            staged.faults.append(_("The same price stands in row %(row)d.") % {"row": first})
        if rival is None or (rival.pk, date.fromisoformat(facts["seen_on"]), facts["price"]) not in told:
            staged.changes.append(["price", yuan(rival.newest_fen) if rival else "", yuan(facts["price"])])
        return staged.settle(is_new=rival is None)

    def _read(self, given) -> dict:
        plain = {name: cells.text(cell) for name, cell in given.items()}
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
            "competitor": competitor.pk, "rival": plain["rival"][:120], "spec": plain.get("spec", "")[:80], "price": price,
            "seen_on": seen_on.isoformat(), "promo": plain.get("promo", "")[:200], "url": plain.get("url", "")[:300],
        }  # fmt: skip

    def write(self, rows):
        for row in rows:
            facts = row.facts
            rival, __ = CompetitorProduct.objects.get_or_create(
                competitor_id=facts["competitor"], name=facts["rival"], spec=facts["spec"], defaults={"url": facts["url"]})
            market.observe(
                rival, price_fen=facts["price"], seen_on=date.fromisoformat(facts["seen_on"]), promo=facts["promo"],
                source=PriceObservation.Source.OTHER, url=facts["url"], by=self.batch.by)
