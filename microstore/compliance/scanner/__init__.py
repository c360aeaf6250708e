"""Reads texts against the term list. Pure: no database, no clock; the rules load at the first scan."""
from microstore.compliance.scanner.folding import places_of
from microstore.compliance.scanner.reading import scan
from microstore.compliance.scanner.verdict import Hit, Subject, Verdict

__all__ = ["Hit", "Subject", "Verdict", "places_of", "scan"]
