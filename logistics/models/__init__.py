"""The nouns of the way from the shelf to the door: shipments, scans, checks, prints and tracking."""

from logistics.models.check import PredispatchCheck, PredispatchPoint
from logistics.models.printout import Printout, PrintoutKind
from logistics.models.scan import Scan, ScanResult
from logistics.models.shipment import Shipment, ShipmentLine, ShipmentState
from logistics.models.tracking import TRACKING_TONES, TrackingEvent, TrackingStates

__all__ = [
    "TRACKING_TONES",
    "PredispatchCheck",
    "PredispatchPoint",
    "Printout",
    "PrintoutKind",
    "Scan",
    "ScanResult",
    "Shipment",
    "ShipmentLine",
    "ShipmentState",
    "TrackingEvent",
    "TrackingStates",
]
