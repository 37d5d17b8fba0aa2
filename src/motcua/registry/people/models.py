from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.registry.people.rules import AccountKind, ProfileKind, Sex


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by their user name."""


class Account(AbstractBaseUser):
    """Tài khoản: what a citizen, an officer or a partner signs in with. Retention: as long as the person uses it."""

    Kind = AccountKind

    username = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=8, choices=AccountKind.choices(), default=AccountKind.CITIZEN.value)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    has_one_time_password = models.BooleanField(default=False, db_default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.full_name


class Party(models.Model):
    """Chủ thể: a person or an organisation that has dealt with us, with or without an account.

    Retention: while one of its dossiers is kept; then removed on the archive's decision.
    """

    kind = models.CharField(max_length=12, choices=ProfileKind.choices())
    identity_number = models.CharField(max_length=14, unique=True)
    full_name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=700, db_collation="C")
    birth_on = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Sex.choices(), blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    place_code = models.CharField(max_length=5, blank=True)
    address_line = models.CharField(max_length=300, blank=True)
    remembered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="party_organisation_is_not_born", condition=Q(kind="person") | Q(birth_on=None, sex="")
            )
        ]
        indexes = [
            models.Index(fields=["phone"], condition=~Q(phone=""), name="party_phone"),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="party_search"),
        ]


class SignInTry(models.Model):
    """Lượt thử đăng nhập: wrong passwords for one user name or from one address, since when.

    Retention: rows untouched for a day are removed by job. The key is a keyed digest, never the name or the address.
    """

    key = models.CharField(max_length=80, primary_key=True)
    failures = models.SmallIntegerField(default=0)
    since_at = models.DateTimeField()
    locked_until_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["since_at"])]


class SignInPolicy(models.Model):
    """Quy định khoá đăng nhập: how many wrong passwords in how many minutes lock for how long, by decision and day."""

    failures_per_account = models.SmallIntegerField()
    failures_per_address = models.SmallIntegerField()
    window_minutes = models.SmallIntegerField()
    lock_minutes = models.SmallIntegerField()
    decision = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["SignInPolicy"].as_manager()

    class Meta:
        constraints = [
            never_twice("sign_in_policy_once_a_day"),
            in_order("sign_in_policy_in_order"),
            models.CheckConstraint(
                name="sign_in_policy_positive",
                condition=Q(
                    failures_per_account__gte=1, failures_per_address__gte=1, window_minutes__gte=1, lock_minutes__gte=1
                ),
            ),
        ]
