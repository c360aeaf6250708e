"""Noting which version of the rules is in use."""
from microstore.compliance import reference
from microstore.compliance.models import RuleSet
from microstore.core import clock


def note_version() -> RuleSet:
    """The rule set in use; the first time it is met it is noted with its size."""
    rule_set, _created = RuleSet.objects.get_or_create(
        version=reference.version(), defaults={"counts": reference.counts(), "seen_at": clock.now()})
    return rule_set
