"""The one who signs in: a customer by phone, a member of staff by username."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from microstore.core import clock

valid_username = RegexValidator(r"^[a-z0-9][a-z0-9._-]{1,62}$", _("Use 2 to 63 small letters, digits, dots, dashes or underscores."))
valid_phone = RegexValidator(r"^\+861[3-9]\d{9}$", _("Enter an 11-digit mobile number."))


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        return self.create_user(username, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username):
        return self.get(username=username.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a key to the shop. Customers have no usable password."""

    class Language(models.TextChoices):
        CHINESE = "zh-hans", "简体中文"
        ENGLISH = "en", "English"

    username = models.CharField(_("username"), max_length=63, unique=True, validators=[valid_username])
    phone = models.CharField(_("mobile number"), max_length=16, unique=True, null=True, blank=True, validators=[valid_phone])
    name = models.CharField(_("full name"), max_length=60, blank=True)
    email = models.EmailField(_("email"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.CHINESE)
    is_staff = models.BooleanField(_("works here"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    failed_sign_ins = models.PositiveSmallIntegerField(_("wrong passwords in a row"), default=0, editable=False)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="user_username_is_lower_case"),
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)
