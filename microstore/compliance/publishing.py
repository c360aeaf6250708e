"""Where texts stand before customers. Each department declares its places in ``published.py``, as one class per place:

```
@place
class Scripts(PublishedTexts):
    code, label, model, kind = "customerservice.script", _("Script"), Script, "script"
```
"""

from collections.abc import Callable, Iterator

from microstore.compliance.scanner import Subject

places: dict[str, "PublishedTexts"] = {}


class PublishedTexts:
    """One kind of place: which rows are live, what they say of what, and what happens when the law forbids it by now."""

    code = ""
    label = ""
    model = None
    kind = "listing"
    permission = ""

    def live(self):
        """Rows that customers can read now, as a queryset."""
        raise NotImplementedError

    def texts(self, row) -> dict[str, str]:
        raise NotImplementedError

    def subject(self, row) -> Subject:
        """Texts that speak of no one product are read as of a health food, which is the strictest."""
        return Subject("health_food")

    def draft(self, row) -> tuple[dict[str, str], Subject]:
        """What people work on there, and what it speaks of; where nothing is drafted, what is live."""
        return self.texts(row), self.subject(row)

    def title(self, row) -> str:
        return str(row)

    def url(self, row) -> str:
        """The page where it is mended."""
        return row.get_absolute_url()

    def field_label(self, row, name: str) -> str:
        """What people call one of the texts."""
        return str(self.model._meta.get_field(name).verbose_name)

    def withdraw(self, row, reason: str, fields: set[str]) -> str:
        """Take it away from customers; ``fields`` are the texts with blocked words. Answers with what was done, or nothing if only a
        person can."""
        return ""

    def find(self, pk):
        return self.model.objects.filter(pk=pk).first()

    def is_live(self, row) -> bool:
        return self.live().filter(pk=row.pk).exists()

    def batches(self, after: int, size: int) -> Iterator[list]:
        """Live rows in the order of their keys, beginning behind ``after``."""
        while batch := list(self.live().filter(pk__gt=after).order_by("pk")[:size]):
            yield batch
            after = batch[-1].pk


def place(declared: type) -> type:
    """Declare a kind of place."""
    places[declared.code] = declared()
    return declared


def place_of(row) -> PublishedTexts:
    """The place whose rows are of this model."""
    return next(one for one in places.values() if one.model is type(row))


def shown_to(user, may_open: Callable) -> list[PublishedTexts]:
    """The places whose rows this person may look at."""
    return [one for one in places.values() if may_open(user, one.permission)]
