"""What people type about themselves."""

from microstore.accounts.forms.address import AddressForm
from microstore.accounts.forms.customer import CodeForm, ConsentForm, PhoneForm, ProfileForm, SettingsForm
from microstore.accounts.forms.staff import OwnPasswordForm, StaffSignInForm, StepForm

__all__ = [
    "AddressForm", "CodeForm", "ConsentForm", "OwnPasswordForm", "PhoneForm", "ProfileForm", "SettingsForm", "StaffSignInForm",
    "StepForm",
]  # fmt: skip
