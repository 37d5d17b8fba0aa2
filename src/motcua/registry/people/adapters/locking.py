"""Signing in by password, with a lock after too many wrong ones.

A try is counted before the password is looked at and given back if it was right: so a hundred guesses sent at once are
five. Names that do not exist are counted and take as long as those that do.
"""

from collections.abc import Mapping
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from motcua.kernel import clock
from motcua.kernel.events.store import record_many
from motcua.registry.people.errors import AccountLocked
from motcua.registry.people.events import SignInLocked
from motcua.registry.people.models import Account, SignInPolicy, SignInTry
from motcua.registry.people.rules.locking import LONGEST_PASSWORD, Policy, Tries
from motcua.registry.people.rules.naming import normal_username


class LockingBackend(BaseBackend):
    """Django's way in: the account of a name and password, None, or `AccountLocked`."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        at: datetime | None = None,
        **_: Any,
    ) -> Account | None:
        """The active account whose password this is. Raises `AccountLocked`."""
        if username is None or password is None:
            return None
        at = at or clock.now()
        name = normal_username(username)
        policy = policy_at(at)
        taken = _take_try(_keys(name, request), policy, at)
        account = _verified(name, password)
        if account is None:
            _announce_locks(taken, policy, at)
        else:
            _give_back(taken)
        return account

    def get_user(self, user_id: int) -> Account | None:
        """The active account of a session."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def policy_at(at: datetime) -> Policy:
    """The policy of the day, or the one of the house."""
    row = SignInPolicy.objects.on(clock.local(at).date()).first()
    if row is None:
        return Policy()
    return Policy.of_minutes(row.failures_per_account, row.failures_per_address, row.window_minutes, row.lock_minutes)


def client_address(request: HttpRequest) -> str:
    """Whom the request comes from: behind our proxy the last address it noted; of IPv6 the client's network."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)


def _keys(username: str, request: HttpRequest | None) -> dict[str, str]:
    """Key of the row → its scope. Digests only: people type passwords into the name field."""
    values = {"account": username}
    if request is not None:
        values["address"] = client_address(request)
    return {f"{scope}:{_digest(f'{scope}:{value}')}": scope for scope, value in values.items()}


def _digest(value: str) -> str:
    return salted_hmac("motcua.people.sign_in", value).hexdigest()[:40]


@transaction.atomic(durable=True)
def _take_try(keys: Mapping[str, str], policy: Policy, at: datetime) -> dict[str, SignInTry]:
    """Count one try for the name and for the address. Raises `AccountLocked`."""
    SignInTry.objects.bulk_create([SignInTry(key=key, since_at=at) for key in keys], ignore_conflicts=True)
    rows = list(SignInTry.objects.select_for_update(no_key=True).filter(key__in=keys).order_by("key"))
    for row in rows:
        tries = Tries(row.failures, row.since_at, row.locked_until_at)
        if tries.is_locked(at):
            raise AccountLocked(minutes=tries.minutes_left(at))
        after = tries.after_failure(at, most=policy.most(keys[row.key]), policy=policy)
        row.failures, row.since_at, row.locked_until_at = after.failures, after.since_at, after.locked_until_at
    SignInTry.objects.bulk_update(rows, ["failures", "since_at", "locked_until_at"])
    return {keys[row.key]: row for row in rows}


def _verified(username: str, password: str) -> Account | None:
    if len(password) > LONGEST_PASSWORD:
        return None
    account = Account.objects.filter(username=username).first()
    if account is None or not account.has_usable_password():
        make_password(password)  # as slow as a check, so that the time does not tell which names exist
        return None
    return account if account.check_password(password) and account.is_active else None


@transaction.atomic(durable=True)
def _give_back(taken: Mapping[str, SignInTry]) -> None:
    """The password was right: the name starts anew, the address has one failure less."""
    keys = sorted(row.key for row in taken.values())
    for row in SignInTry.objects.select_for_update(no_key=True).filter(key__in=keys).order_by("key"):
        row.failures = 0 if row.key == taken["account"].key else max(0, row.failures - 1)
        row.locked_until_at = None
        row.save(update_fields=["failures", "locked_until_at"])


@transaction.atomic(durable=True)
def _announce_locks(taken: Mapping[str, SignInTry], policy: Policy, at: datetime) -> None:
    minutes = int(policy.lock.total_seconds()) // 60
    record_many(
        SignInLocked(
            subject=row.key, agency_code="", at=at, actor="", scope=scope, failures=row.failures, minutes=minutes
        )
        for scope, row in taken.items()
        if row.locked_until_at is not None
    )
