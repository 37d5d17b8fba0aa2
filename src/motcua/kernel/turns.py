"""Taking turns: who would decide by rows that are not there yet waits, for there is no row to lock."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection, models

from motcua.kernel.errors import DomainError, NotInTransaction
from motcua.kernel.texts.mark import mark

_TAKE = """
SELECT pg_advisory_xact_lock(turn) FROM (
    SELECT DISTINCT hashtextextended(name, 5) AS turn FROM unnest(%s::text[]) AS name ORDER BY turn OFFSET 0
) AS wanted
"""


_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"


class BrokenOff(DomainError):
    """The database undid the whole transaction so that another could go on: the same once more is all it takes."""

    text = mark(
        "Đúng lúc này có người khác cũng thay đổi nội dung này, nên việc bạn vừa làm chưa được ghi. "
        "Hãy làm lại lần nữa."
    )
    status = 503


def take_turn(*names: str) -> None:
    """From here to the end of the transaction nobody else has any of these turns; several are taken in one order.

    Look at rows after it, not before: what was read earlier may have changed during the wait.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("A turn ends with the transaction that takes it.")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(names)])


def take_turn_at(*tables: type[models.Model]) -> None:
    """The same for whoever writes dated rows of these tables.

    Two that insert rows which exclude each other wait for one another under an exclusion constraint, and PostgreSQL
    breaks one off with a deadlock instead of telling it that the days are taken.
    """
    take_turn(*(table._meta.db_table for table in tables))  # noqa: SLF001


def is_broken_off(error: BaseException) -> bool:
    """Whether the database undid the transaction for the sake of another."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") in {
        _SERIALIZATION_FAILURE,
        _DEADLOCK,
    }


def refuse_broken_off(execute: Callable[..., Any], *statement: Any) -> Any:
    """For `connection.execute_wrapper`: a page then meets a refusal as any other and keeps what was typed."""
    try:
        return execute(*statement)
    except OperationalError as error:
        if is_broken_off(error):
            raise BrokenOff from error
        raise
