"""What customers agree to, and whether they still do."""

from django.db import transaction

from microstore.accounts.events import ConsentGiven, ConsentWithdrawn
from microstore.accounts.models import Consent, Customer
from microstore.core import clock
from microstore.core.events import publish
from microstore.core.locking import locked

# Raise the version when the text that people agree to changes in substance: they are asked again.
VERSIONS = {purpose: "2026-11" for purpose in Consent.Purpose}
OPTIONAL = (Consent.Purpose.MARKETING_SMS, Consent.Purpose.MARKETING_INBOX, Consent.Purpose.MARKETING_MAIL)


def allows(customer: Customer, purpose: str) -> bool:
    """Whether the customer agreed to this purpose, to the version of now, and has not taken it back."""
    return Consent.objects.filter(customer=customer, purpose=purpose, version=VERSIONS.get(purpose, ""), withdrawn_at=None).exists()


def given(customer: Customer) -> dict[str, Consent]:
    """Every consent that stands, by purpose: one query for a whole page."""
    rows = Consent.objects.filter(customer=customer, withdrawn_at=None)
    return {row.purpose: row for row in rows if row.version == VERSIONS[row.purpose]}


@transaction.atomic
def give(customer: Customer, purpose: str, *, source: str) -> Consent:
    """Write down that the customer agreed. Agreeing again to the same version changes nothing."""
    locked(Customer.objects.filter(pk=customer.pk)).get()
    standing = Consent.objects.filter(customer=customer, purpose=purpose, withdrawn_at=None).first()
    if standing and standing.version == VERSIONS[purpose]:
        return standing
    if standing:
        _end(standing, source)
    consent = Consent.objects.create(customer=customer, purpose=purpose, version=VERSIONS[purpose], source=source, given_at=clock.now())
    publish(ConsentGiven(customer.pk, purpose, consent.version, source), about=customer, by=customer.user)
    return consent


@transaction.atomic
def withdraw(customer: Customer, purpose: str, *, source: str) -> bool:
    """Take consent back, as easily as it was given (Personal Information Protection Law art. 15). False when none stood."""
    locked(Customer.objects.filter(pk=customer.pk)).get()
    standing = Consent.objects.filter(customer=customer, purpose=purpose, withdrawn_at=None).first()
    if standing is None:
        return False
    _end(standing, source)
    publish(ConsentWithdrawn(customer.pk, purpose, source), about=customer, by=customer.user)
    return True


@transaction.atomic
def keep_choice(customer: Customer, chosen: set[str], *, source: str) -> None:
    """Make the optional consents exactly ``chosen``."""
    for purpose in OPTIONAL:
        if purpose in chosen:
            give(customer, purpose, source=source)
        else:
            withdraw(customer, purpose, source=source)


def _end(consent, source):
    consent.withdrawn_at, consent.withdrawn_source = clock.now(), source
    consent.save(update_fields=["withdrawn_at", "withdrawn_source"])
