"""Prices: which counts and why, changing them with approval, what may be struck through, what a piece and a day cost.

``deciding`` is the only place that chooses among prices; ``setting`` the only one that writes them; ``changes`` is the way there
for people (state C11). ``deals`` and ``references`` keep struck prices honest (rules PR-03 to PR-05)."""
from catalog.pricing.deciding import Decision, decide

__all__ = ["Decision", "decide"]
