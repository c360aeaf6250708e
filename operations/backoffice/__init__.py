"""Pages of the operations centre."""

from operations.backoffice import duties, duty_acts, duty_report, morning, numbers, opening, opening_acts, planning, system

__all__ = ["duties", "duty_acts", "duty_report", "morning", "numbers", "opening", "opening_acts", "planning", "system"]
