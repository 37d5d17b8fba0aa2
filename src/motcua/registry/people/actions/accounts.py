"""Opening accounts and changing passwords."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.registry.people.actions.profiles import save_profile
from motcua.registry.people.errors import AccountExists, PasswordRefused, ProfileDiffers
from motcua.registry.people.events import AccountOpened
from motcua.registry.people.models import Account
from motcua.registry.people.queries import find_profile
from motcua.registry.people.rules import AccountKind, ProfileKind
from motcua.registry.people.rules.locking import (
    LONGEST_PASSWORD,
    PASSWORD_OTHER,
    PASSWORD_TEXTS,
    is_common_here,
)
from motcua.registry.people.rules.naming import check_email, check_officer_username, check_person_name
from motcua.registry.people.rules.profile import Profile, checked, is_same_person


@transaction.atomic(durable=True)
def open_citizen_account(
    *,
    identity_number: str,
    full_name: str,
    password: str,
    phone: str = "",
    email: str = "",
    birth_on: date | None = None,
    sex: str = "",
    place_code: str = "",
    address_line: str = "",
    kind: str = ProfileKind.PERSON,
    at: datetime,
) -> Account:
    """A citizen or organisation gets an account; its user name is the identity number or tax code.

    Raises `InvalidInput` with every wrong field, `PasswordRefused`, `AccountExists`, and `ProfileDiffers` when the
    number is known to us under another name or day of birth.
    """
    claimed = Profile(identity_number, full_name, birth_on, sex, phone, email, place_code, address_line, kind)
    profile = checked(claimed, on=clock.local(at).date())
    if any(not is_same_person(known, profile) for known in find_profile(profile.identity_number)):
        raise ProfileDiffers
    account = Account(
        username=profile.identity_number,
        kind=AccountKind.CITIZEN,
        full_name=profile.full_name,
        email=profile.email,
        phone=profile.phone,
    )
    _open(account, password, actor="", at=at)
    save_profile(profile, actor=f"account:{account.pk}", at=at)
    return account


@transaction.atomic(durable=True)
def open_officer_account(
    *, username: str, full_name: str, email: str = "", phone: str = "", password: str, actor: str = "", at: datetime
) -> Account:
    """An officer gets an account; what it may do comes from postings. Raises `InvalidInput` and `AccountExists`."""
    account = Account(
        username=check_officer_username(username),
        kind=AccountKind.OFFICER,
        full_name=check_person_name(full_name),
        email=check_email(email),
        phone=phone,
    )
    _open(account, password, actor=actor, at=at)
    return account


def check_password_rules(password: str, account: Account) -> None:
    """Refuse (`PasswordRefused`) what is short, common, all figures or too much like the account."""
    broken = {"password_too_long"} if len(password) > LONGEST_PASSWORD else set()
    if is_common_here(password):
        broken.add("password_too_common")
    try:
        validate_password(password, account)
    except ValidationError as refusal:
        broken.update(error.code or "" for error in refusal.error_list)
    if broken:
        text = next((text for code, text in PASSWORD_TEXTS.items() if code in broken), PASSWORD_OTHER)
        raise PasswordRefused(text, fields={"password": text})


def _open(account: Account, password: str, *, actor: str, at: datetime) -> None:
    check_password_rules(password, account)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise AccountExists(username=account.username) from error
    subject = f"account:{account.pk}"
    record(
        AccountOpened(subject=subject, agency_code="", at=at, actor=actor or subject, account_kind=str(account.kind))
    )
