"""The acts of the warehouse's books."""

from inventory.errors import OutOfStock
from inventory.services import receiving
from inventory.services.batches import age_batches, change_rule, hold, keep_report, unhold
from inventory.services.picking import Pick, consume, pick_plan
from inventory.services.replanning import replan
from inventory.services.reserving import available_units, commit, release, reservations, reserve

__all__ = [
    "OutOfStock",
    "Pick",
    "age_batches",
    "available_units",
    "change_rule",
    "commit",
    "consume",
    "hold",
    "keep_report",
    "pick_plan",
    "receiving",
    "release",
    "replan",
    "reservations",
    "reserve",
    "unhold",
]
