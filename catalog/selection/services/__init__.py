"""What other parts of the house ask of selection.

```
market.gap(sku)                        # → Gap or None: newest prices of competitors against ours
market.gap(sku, ours_fen=8900)         # against a price that is only thought of
market.gaps(sku_ids, prices=…)         # → {sku_id: Gap}, two queries for a whole list
```
"""
from catalog.selection.services.market import Gap, gap, gaps

__all__ = ["Gap", "gap", "gaps"]
