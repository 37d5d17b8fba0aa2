"""Signing in and out, and changing one's password."""

from datetime import datetime

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from motcua.kernel.errors import NotAllowed
from motcua.kernel.events.store import record
from motcua.registry.people.actions.accounts import check_password_rules
from motcua.registry.people.errors import PasswordRefused, SignInFailed
from motcua.registry.people.events import PasswordChanged, SignedIn
from motcua.registry.people.models import Account
from motcua.registry.people.rules.locking import OLD_PASSWORD_WRONG, SAME_PASSWORD, SIGN_IN_FIRST


def sign_in(request: HttpRequest, *, username: str, password: str, at: datetime) -> Account:
    """Sign in with a password; the session gets a new key. Raises `SignInFailed` and `AccountLocked`.

    Not one transaction: a wrong try must be kept though it is refused, and no lock is held while Argon2 works.
    """
    account = authenticate(request, username=username, password=password, at=at)
    if not isinstance(account, Account):
        raise SignInFailed
    _enter(request, account, at=at)
    return account


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    logout(request)


def change_password(request: HttpRequest, *, old_password: str, new_password: str, at: datetime) -> None:
    """Give the signed-in account a new password and end its other sessions.

    Raises `PasswordRefused`, and `AccountLocked` after too many wrong old passwords: they count as tries to sign in.
    """
    account = request.user
    if not isinstance(account, Account):
        raise NotAllowed(SIGN_IN_FIRST)
    if authenticate(request, username=account.username, password=old_password, at=at) is None:
        raise PasswordRefused(OLD_PASSWORD_WRONG, fields={"old_password": OLD_PASSWORD_WRONG})
    if new_password == old_password:
        raise PasswordRefused(SAME_PASSWORD, fields={"password": SAME_PASSWORD})
    check_password_rules(new_password, account)
    _renew(request, account, new_password, at=at)


@transaction.atomic(durable=True)
def _renew(request: HttpRequest, account: Account, new_password: str, *, at: datetime) -> None:
    account.set_password(new_password)
    account.has_one_time_password = False
    account.save(update_fields=["password", "has_one_time_password"])
    update_session_auth_hash(request, account)
    subject = f"account:{account.pk}"
    record(PasswordChanged(subject=subject, agency_code="", at=at, actor=subject))


@transaction.atomic(durable=True)
def _enter(request: HttpRequest, account: Account, *, at: datetime) -> None:
    login(request, account)
    subject = f"account:{account.pk}"
    record(SignedIn(subject=subject, agency_code="", at=at, actor=subject, account_kind=account.kind))
