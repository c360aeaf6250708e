"""News about people. No phone number, name or code ever stands in an event."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("accounts.customer_joined")
@dataclass(frozen=True)
class CustomerJoined:
    customer_id: int
    label: ClassVar = _("Became a customer")


@news("accounts.consent_given")
@dataclass(frozen=True)
class ConsentGiven:
    customer_id: int
    purpose: str
    version: str
    source: str
    label: ClassVar = _("Consent given")


@news("accounts.consent_withdrawn")
@dataclass(frozen=True)
class ConsentWithdrawn:
    customer_id: int
    purpose: str
    source: str
    label: ClassVar = _("Consent withdrawn")


@news("accounts.staff_hired")
@dataclass(frozen=True)
class StaffHired:
    staff_id: int
    post: str
    label: ClassVar = _("Account opened")


@news("accounts.post_changed")
@dataclass(frozen=True)
class PostChanged:
    staff_id: int
    old_post: str
    new_post: str
    label: ClassVar = _("Post changed")


@news("accounts.staff_changed")
@dataclass(frozen=True)
class StaffChanged:
    staff_id: int
    fields: list
    label: ClassVar = _("Record changed")


@news("accounts.staff_left")
@dataclass(frozen=True)
class StaffLeft:
    staff_id: int
    label: ClassVar = _("Left the company")


@news("accounts.staff_returned")
@dataclass(frozen=True)
class StaffReturned:
    staff_id: int
    label: ClassVar = _("Came back")


@news("accounts.password_set")
@dataclass(frozen=True)
class PasswordSet:
    user_id: int
    label: ClassVar = _("Password changed")


@news("accounts.sign_in_locked")
@dataclass(frozen=True)
class SignInLocked:
    user_id: int
    wrong_tries: int
    label: ClassVar = _("Sign-in locked after wrong passwords")


@news("accounts.personal_data_revealed")
@dataclass(frozen=True)
class PersonalDataRevealed:
    what: str
    fields: list
    label: ClassVar = _("Personal data looked at")


@news("accounts.second_step_set")
@dataclass(frozen=True)
class SecondStepSet:
    user_id: int
    label: ClassVar = _("Second step set up")


@news("accounts.second_step_removed")
@dataclass(frozen=True)
class SecondStepRemoved:
    user_id: int
    label: ClassVar = _("Second step removed")


@news("accounts.recovery_codes_made")
@dataclass(frozen=True)
class RecoveryCodesMade:
    user_id: int
    label: ClassVar = _("New recovery codes made")


@news("accounts.recovery_code_used")
@dataclass(frozen=True)
class RecoveryCodeUsed:
    user_id: int
    left: int
    label: ClassVar = _("Recovery code used")


@news("accounts.signed_out_everywhere")
@dataclass(frozen=True)
class SignedOutEverywhere:
    user_id: int
    sessions: int
    label: ClassVar = _("Signed out everywhere")


@news("accounts.work_handed_over")
@dataclass(frozen=True)
class WorkHandedOver:
    """``moved`` maps what kind of open work to how many."""

    staff_id: int
    to_staff_id: int
    moved: dict
    label: ClassVar = _("Open work handed over")


@news("accounts.phone_changed")
@dataclass(frozen=True)
class PhoneChanged:
    customer_id: int
    label: ClassVar = _("Mobile number changed")


@news("accounts.reveal_limit_reached")
@dataclass(frozen=True)
class RevealLimitReached:
    """Somebody has used up the looks of the day."""

    user_id: int
    day: str
    looks: int
    label: ClassVar = _("Limit of looks at personal data reached")


@news("accounts.privacy_asked")
@dataclass(frozen=True)
class PrivacyAsked:
    number: str
    kind: str
    label: ClassVar = _("Wish about personal data")


@news("accounts.privacy_ready")
@dataclass(frozen=True)
class PrivacyReady:
    number: str
    label: ClassVar = _("Copy of the own data is ready")


@news("accounts.privacy_fetched")
@dataclass(frozen=True)
class PrivacyFetched:
    number: str
    label: ClassVar = _("Copy of the own data fetched")


@news("accounts.privacy_withdrawn")
@dataclass(frozen=True)
class PrivacyWithdrawn:
    number: str
    label: ClassVar = _("Wish taken back")


@news("accounts.privacy_refused")
@dataclass(frozen=True)
class PrivacyRefused:
    number: str
    label: ClassVar = _("Wish refused")


@news("accounts.privacy_settled")
@dataclass(frozen=True)
class PrivacySettled:
    number: str
    label: ClassVar = _("Wish fulfilled")


@news("accounts.privacy_put_off")
@dataclass(frozen=True)
class PrivacyPutOff:
    number: str
    label: ClassVar = _("Closing put off")


@news("accounts.data_erased")
@dataclass(frozen=True)
class DataErased:
    """One kind of data of a closed account is gone: how many rows."""

    number: str
    what: str
    rows: int
    label: ClassVar = _("Personal data erased")


@news("accounts.account_closed")
@dataclass(frozen=True)
class AccountClosed:
    customer_id: int
    number: str
    label: ClassVar = _("Account closed")
