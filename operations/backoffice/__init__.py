"""Pages of the operations centre."""

from operations.backoffice import backups, duties, duty_acts, duty_report, morning, numbers, opening, opening_acts, planning, system

__all__ = ["backups", "duties", "duty_acts", "duty_report", "morning", "numbers", "opening", "opening_acts", "planning", "system"]
