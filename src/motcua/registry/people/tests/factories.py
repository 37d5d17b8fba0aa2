"""Rows for tests, one each."""

from datetime import UTC, datetime

from motcua.registry.people.models import Account
from motcua.registry.people.rules import AccountKind

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PASSWORD = "song Bang xanh 2026"


def officer(username: str = "lan.nt", full_name: str = "Nguyễn Thị Lan", **more: object) -> Account:
    """An officer who signs in with `PASSWORD`."""
    return _account(username, AccountKind.OFFICER, full_name, **more)


def citizen(username: str = "004090001234", full_name: str = "Nông Văn Nam", **more: object) -> Account:
    """A citizen who signs in with `PASSWORD`."""
    return _account(username, AccountKind.CITIZEN, full_name, **more)


def _account(username: str, kind: AccountKind, full_name: str, **more: object) -> Account:
    account = Account(username=username, kind=kind, full_name=full_name, **more)
    account.set_password(PASSWORD)
    account.save()
    return account
