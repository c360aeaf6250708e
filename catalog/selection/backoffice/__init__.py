"""The pages of selection and of the market."""
from catalog.selection import searching
from catalog.selection.backoffice import alarms, competitors, observations, proposals, rivals, surveys, votes

__all__ = ["alarms", "competitors", "observations", "proposals", "rivals", "searching", "surveys", "votes"]
