"""What an administrator does to officers' accounts: entering one, locking it, giving a one-time password."""

import secrets
from collections.abc import Callable, Collection
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from motcua.kernel.errors import InvalidInput, NotInTransaction
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record
from motcua.registry.people.actions.accounts import check_password_rules
from motcua.registry.people.errors import OfficerUnknown, OwnAccount, UsernameTaken
from motcua.registry.people.events import AccountClosed, AccountOpened, AccountReopened, PasswordGiven
from motcua.registry.people.models import Account
from motcua.registry.people.rules import AccountKind
from motcua.registry.people.rules.identity import normal_phone
from motcua.registry.people.rules.naming import check_email, check_officer_username, check_person_name
from motcua.registry.people.rules.profile import REFUSED

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Read from a screen and typed once: nothing that looks like something else."""
_GROUPS, _GROUP = 4, 4


def enter(*, username: str, full_name: str, email: str, phone: str, actor: str, at: datetime) -> tuple[str, str]:
    """A step for an action of another module: the user name as kept, and a one-time password that nobody keeps.

    Raises `InvalidInput` with every wrong field, `UsernameTaken`, `NotInTransaction`.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("An officer's account is entered in the transaction of the posting.")
    errors: dict[str, str] = {}
    account = Account(
        username=_part("username", lambda: check_officer_username(username), errors),
        kind=AccountKind.OFFICER,
        full_name=_part("full_name", lambda: check_person_name(full_name), errors),
        email=_part("email", lambda: check_email(email), errors),
        phone=_part("phone", lambda: normal_phone(phone) if phone.strip() else "", errors),
    )
    if errors:
        raise InvalidInput(REFUSED, fields=errors)
    password = _set_one_time(account)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise UsernameTaken(username=account.username) from error
    subject = f"account:{account.pk}"
    record(AccountOpened(subject=subject, agency_code="", at=at, actor=actor, account_kind=str(account.kind)))
    record(PasswordGiven(subject=subject, agency_code="", at=at, actor=actor))
    return account.username, password


@transaction.atomic(durable=True)
def give_password(username: str, *, actor: str, at: datetime) -> str:
    """A new one-time password; the officer's sessions end. Raises `OwnAccount`."""
    account = _locked(username, actor)
    password = _set_one_time(account)
    account.save(update_fields=["password", "has_one_time_password"])
    _tell(PasswordGiven, account, actor, at)
    return password


def close(username: str, *, actor: str, at: datetime) -> None:
    """A step: the officer cannot sign in from now on, and is signed out; once is as good as twice.

    Raises `OwnAccount`, `NotInTransaction`.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("An account is closed in the transaction that looks at who still administers.")
    account = _locked(username, actor)
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
        _tell(AccountClosed, account, actor, at)


@transaction.atomic(durable=True)
def reopen(username: str, *, actor: str, at: datetime) -> None:
    """The officer may sign in again, with the password of before. Raises `OwnAccount`."""
    account = _locked(username, actor)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        _tell(AccountReopened, account, actor, at)


def active_among(usernames: Collection[str]) -> set[str]:
    """Those of the officers who may sign in."""
    rows = Account.objects.filter(username__in=set(usernames), kind=AccountKind.OFFICER, is_active=True)
    return set(rows.values_list("username", flat=True))


def _locked(username: str, actor: str) -> Account:
    if username == actor:
        raise OwnAccount
    rows = Account.objects.select_for_update(no_key=True)
    account = rows.filter(username=username, kind=AccountKind.OFFICER).first()
    if account is None:
        raise OfficerUnknown(username=username)
    return account


def _tell(kind: type[Event], account: Account, actor: str, at: datetime) -> None:
    record(kind(subject=f"account:{account.pk}", agency_code="", at=at, actor=actor))


def _set_one_time(account: Account) -> str:
    password = "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    check_password_rules(password, account)
    account.set_password(password)
    account.has_one_time_password = True
    return password


def _part(name: str, check: Callable[[], str], errors: dict[str, str]) -> str:
    try:
        return check()
    except InvalidInput as refusal:
        errors[name] = str(refusal)
        return ""
