"""Moments out of PostgreSQL, read by the standard library's own parser: Django's reader takes eighty times as long.

Django replaces psycopg's compiled reader of `timestamptz` by one in Python, a regular expression and a dozen steps for
each value; lists and proofs read hundreds of thousands.
"""

from datetime import UTC, datetime

from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg.abc import Buffer

plain_load = BaseTzLoader.load


def read_quickly() -> None:
    """From now on, in this process; what is not in UTC or what the parser does not know goes the old way."""
    BaseTzLoader.load = _load


def _load(self: BaseTzLoader, data: Buffer) -> datetime:
    text = bytes(data)
    if text.endswith(b"+00"):
        try:
            found = datetime.fromisoformat(text.decode())
            return found if self.timezone is UTC else found.replace(tzinfo=self.timezone)
        except ValueError:
            pass  # a year after 9999
    return plain_load(self, data)
