"""What this department refuses with."""

from microstore.core.errors import Refused


class OutOfStock(Refused):
    """Fewer units can be promised than were asked for; ``sku_id`` is the first SKU short and ``left`` what it has."""

    def __init__(self, sentence: str, *, sku_id: int, left: int):
        super().__init__(sentence)
        self.sku_id, self.left = sku_id, left
