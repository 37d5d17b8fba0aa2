"""Answers of a query kept in the process for a few seconds: for what is published for days ahead and asked all day.

    @remembered(seconds=10)
    def process_on(code: str, day: date) -> ProcessView | None: ...

Whoever writes what the query reads calls ``process_on.renew()`` in his transaction: from then on the transaction itself
reads anew, and this process forgets at the commit. Another process sees the change that many seconds later at most.
"""

import time
from collections.abc import Callable
from functools import lru_cache, update_wrapper
from threading import local
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db import connection, transaction

_MOST = 10_000
"""Answers kept at most; then all are forgotten, which costs no more than asking again."""
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_all: "list[Remembered[..., Any]]" = []
_by_id: list[Callable[[], None]] = []


class Remembered(Generic[Asked, Answer]):
    """A query with its memory; answers must be values that nobody changes."""

    def __init__(self, query: Callable[Asked, Answer], seconds: float) -> None:
        self._query, self._seconds = query, seconds
        self._kept: dict[object, tuple[float, Answer]] = {}
        self._changed = local()
        update_wrapper(self, query)
        _all.append(self)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        if self._is_changed_here():
            return self._query(*args, **kwargs)
        key, at = (args, tuple(kwargs.items())), time.monotonic()
        memory = self._kept  # forgotten while the query runs, the answer goes with it
        kept = memory.get(key)
        if kept is None or kept[0] < at:
            if len(memory) >= _MOST:
                self.forget()
            kept = memory[key] = at + self._seconds, self._query(*args, **kwargs)
        return kept[1]

    def renew(self) -> None:
        """Say, in the transaction that makes it so, that answers have changed."""
        self._changed.transaction = _open_transaction()
        transaction.on_commit(self.forget)

    def forget(self) -> None:
        """Ask anew from now on."""
        self._kept = {}

    def _is_changed_here(self) -> bool:
        """Whether the transaction open in this thread has changed what is asked: nobody else may see that yet."""
        changed = getattr(self._changed, "transaction", None)
        return changed is not None and changed is _open_transaction()


def remembered(*, seconds: float) -> Callable[[Callable[Asked, Answer]], Remembered[Asked, Answer]]:
    """Keep the answers of a query for so long."""
    return lambda query: Remembered(query, seconds)


def kept_by_id(*, most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keep the answers of a query for as long as the process lives: of what is never changed once it has its id."""

    def keep(query: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        kept = lru_cache(maxsize=most)(query)
        _by_id.append(kept.cache_clear)
        return cast("Callable[Asked, Answer]", kept)

    return keep


def forget_all() -> None:
    """Forget every kept answer: for tests, whose tables are emptied and whose ids begin anew."""
    for one in _all:
        one.forget()
    for forget in _by_id:
        forget()


def _open_transaction() -> object:
    """The outermost open transaction of this thread, None outside."""
    return connection.atomic_blocks[0] if connection.atomic_blocks else None
