"""Keys to the house: passwords for staff alone, rights by post."""

from django.contrib.auth.backends import ModelBackend

from microstore.accounts.models import User
from microstore.accounts.services import passwords


class Keys(ModelBackend):
    """Wrong name, wrong password, locked and left all look the same from outside, and take the same time."""

    def authenticate(self, request, username=None, password=None, **more):
        name = (username or more.get(User.USERNAME_FIELD) or "").strip().lower()
        user = User.objects.filter(username=name).first() or User.objects.filter(staff__number__iexact=name).first() if name else None
        if user is None or not user.is_staff or passwords.is_paused(user):
            User().set_password(password or "")
            return None
        if not user.check_password(password or ""):
            passwords.note_wrong(user)
            return None
        if not self.user_can_authenticate(user):
            return None
        passwords.note_right(user)
        return user

    def get_user(self, user_id):
        """The user with customer and staff row: one query for every page."""
        user = User.objects.select_related("customer", "staff").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
