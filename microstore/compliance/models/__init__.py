"""Rule sets that were in use, what was read and found, what is excused, and what had to leave the shop."""

from microstore.compliance.models.exemption import Exemption
from microstore.compliance.models.rereading import Rereading
from microstore.compliance.models.rule_set import RuleSet
from microstore.compliance.models.scan_record import ScanRecord
from microstore.compliance.models.stopped_text import StoppedText

__all__ = ["Exemption", "Rereading", "RuleSet", "ScanRecord", "StoppedText"]
