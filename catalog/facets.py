"""The counts beside a list: how many more of what, given the other choices."""
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from catalog.models import Brand, Category


@dataclass(frozen=True)
class Choice:
    """One line of a facet; ``value`` goes into the address."""
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facets:
    categories: list[Choice]
    brands: list[Choice]
    forms: list[Choice]


def facets_of(rows, *, categories: set[int], brands: set[int], forms: set[str]) -> Facets:
    """Each facet counts under the choices made in the others. One grouped query and one each for the names."""
    groups = list(rows.order_by().values_list("category_id", "brand_id", "dosage_form").annotate(count=Count("pk")))
    chosen = (categories, brands, forms)
    counts = [_count(groups, chosen, place) for place in range(3)]
    names = Category.objects.in_bulk([pk for pk in counts[0] if pk]), Brand.objects.in_bulk([pk for pk in counts[1] if pk])
    return Facets(
        [Choice(names[0][pk].slug, names[0][pk].name, n, pk in categories) for pk, n in counts[0].most_common() if pk],
        [Choice(names[1][pk].slug, names[1][pk].name, n, pk in brands) for pk, n in counts[1].most_common() if pk],
        [Choice(form, form, n, form in forms) for form, n in counts[2].most_common() if form])


def _count(groups, chosen, place: int) -> Counter:
    counts = Counter()
    for *values, count in groups:
        if all(not chosen[other] or values[other] in chosen[other] for other in range(3) if other != place):
            counts[values[place]] += count
    return counts
