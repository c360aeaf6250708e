"""The table of classes in the documents, drawn from the declarations."""
from django.utils import translation

from microstore.compliance import goods

HEAD = ("class", "中文", "fields", "further facts", "sentences on the page", "shelf", "sold", "promoted", "gift", "back unwanted")


def drawn() -> str:
    rows = [HEAD, ("---",) * len(HEAD), *(_row(one) for one in goods.ALL.values())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(one) -> tuple[str, ...]:
    needed = sum(attribute.is_required for attribute in one.attributes)
    further = f"{len(one.attributes)}, {needed} needed" if one.attributes else "—"
    return (
        f"`{one.code}`", _in("zh-hans", one.label), f"{len(one.required)} needed of {len(one.fields)}", further,
        ", ".join(each.rule for each in one.statements("detail")) or "—", str(one.zone), _in("en", one.sale.label).lower(),
        _yes(one.may_be_promoted), _yes(one.may_be_gift), f"{_yes(one.returns_unwanted)} ({one.returns})")


def _in(language: str, words) -> str:
    with translation.override(language):
        return str(words)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
