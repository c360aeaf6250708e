"""What people type about themselves."""

from microstore.accounts.forms.address import AddressForm
from microstore.accounts.forms.customer import CodeForm, ConsentForm, PhoneForm, ProfileForm, SettingsForm
from microstore.accounts.forms.privacy import ClosingForm, CorrectionForm, ProofForm
from microstore.accounts.forms.staff import OwnPasswordForm, StaffSignInForm, StepForm

__all__ = [
    "AddressForm", "ClosingForm", "CodeForm", "ConsentForm", "CorrectionForm", "OwnPasswordForm", "PhoneForm", "ProfileForm", "ProofForm",
    "SettingsForm", "StaffSignInForm", "StepForm",
]  # fmt: skip
