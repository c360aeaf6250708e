"""Many prices at once: chosen on the price list, reckoned, looked at row by row, asked for as one change."""
from dataclasses import dataclass

from catalog.pricing import changes, facts, limits, norms, setting
from catalog.pricing.rounding import Method
from catalog.pricing.setting import Terms, Wanted
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _


@dataclass(frozen=True)
class Preview:
    """``looks`` in the order of the SKUs; ``refusal`` names the first thing that would stop all of them."""
    looks: list[facts.Look]
    unchanged: int
    needs: list[str]
    refusal: str = ""

    @property
    def need_labels(self) -> list[str]:
        return [limits.Needs(post).label for post in self.needs]

    @property
    def flagged(self) -> list[facts.Look]:
        return [look for look in self.looks if look.promotion]


def wanted_of(prices, method: Method) -> tuple[list[Wanted], int]:
    """(new prices in the scopes of these rows, how many stay as they are). Refuses more than one change may hold."""
    most = norms.MOST_AT_ONCE.value
    found = list(prices.in_force(clock.now()).select_related("sku__product", "store").order_by("sku__code", "pk")[: most + 1])
    if len(found) > most:
        raise Refused(_("One change holds at most %(most)d prices. Narrow the list first.") % {"most": most})
    wanted = [Wanted(row.sku, method.of(row.amount_fen), row.store, row.channel, row.tier, row.from_units) for row in found]
    changed = [one for one, row in zip(wanted, found, strict=True) if one.amount_fen != row.amount_fen]
    return changed, len(found) - len(changed)


def preview(prices, method: Method, terms: Terms, user) -> Preview:
    """What every row would be, and whom it needs; nothing is written."""
    wanted, unchanged = wanted_of(prices, method)
    looks = facts.looks(wanted, terms.starts)
    posts = limits.in_order({post for look in looks for post in look.needs})
    missing = [post for post in posts if post not in limits.agreed_by_asking(posts, user)]
    return Preview(looks, unchanged, missing, _refusal(wanted, terms))


def _refusal(wanted, terms: Terms) -> str:
    try:
        setting.require_free(wanted, terms, clock.now())
    except Refused as refusal:
        return str(refusal)
    return ""


def ask(prices, method: Method, terms: Terms, *, raise_reason: str = ""):
    """The change of all of them, or none."""
    wanted, _unchanged = wanted_of(prices, method)
    return changes.request(wanted, terms, raise_reason=raise_reason, method=str(method))
