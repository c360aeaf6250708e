"""Pages of the rule book, of what it stopped, and of what it excuses."""

from microstore.compliance.backoffice import exemptions, rule_book, stopped, trial, writing

__all__ = ["exemptions", "rule_book", "stopped", "trial", "writing"]
