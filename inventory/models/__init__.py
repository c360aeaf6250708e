"""The nouns of the warehouse's books: places, batches, stock, the movement ledger, reservations and receipts."""

from inventory.models.alert import AlertState, Answer, Closing, StockAlert, StockLevel
from inventory.models.batch import Batch, BatchState, HoldState
from inventory.models.cover import DailyOutflow, StockCover
from inventory.models.ledger import Movement, MovementKind
from inventory.models.place import Bin, Warehouse, Zone, ZoneKind
from inventory.models.reach import StoreWarehouse
from inventory.models.receipt import LineState, Receipt, ReceiptLine, ReceiptState
from inventory.models.reservation import Reservation, ReservationState
from inventory.models.returned import Condition, Disposition, Return, ReturnedGoods, ReturnLine, ReturnState
from inventory.models.rule import StockRule
from inventory.models.stock import Stock

__all__ = [
    "AlertState",
    "Answer",
    "Batch",
    "BatchState",
    "Bin",
    "Closing",
    "Condition",
    "DailyOutflow",
    "Disposition",
    "HoldState",
    "LineState",
    "Movement",
    "MovementKind",
    "Receipt",
    "ReceiptLine",
    "ReceiptState",
    "Reservation",
    "ReservationState",
    "Return",
    "ReturnLine",
    "ReturnState",
    "ReturnedGoods",
    "Stock",
    "StockAlert",
    "StockCover",
    "StockLevel",
    "StockRule",
    "StoreWarehouse",
    "Warehouse",
    "Zone",
    "ZoneKind",
]
