from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by their user name."""


class Account(AbstractBaseUser):
    """Tài khoản: what a citizen, an officer or a partner signs in with. Retention: as long as the person uses it."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", "Công dân, tổ chức"
        OFFICER = "officer", "Cán bộ"

    username = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CITIZEN)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.full_name
