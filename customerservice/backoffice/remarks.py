"""What the rule book says about a text, on the pages where it is decided or written."""

from contextlib import contextmanager

from customerservice.services.conversations.talking import Blocked


def of_row(row) -> list[str]:
    """The hits kept with a row, in sentences."""
    return [f"{hit['text']} · {hit['law']} · {hit['reason']}" for hit in row.hits]


@contextmanager
def beside(form, field: str):
    """Each blocked word of what is sent stands beside its field, with what to write instead."""
    try:
        yield
    except Blocked as refusal:
        for hit in refusal.hits:
            form.add_error(field, f"{hit['text']} · {hit['law']} · {hit['suggestion'] or hit['reason']}")
        raise
