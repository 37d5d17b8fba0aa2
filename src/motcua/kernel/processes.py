"""One piece of work after another, or several at once in processes of their own."""

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

import django
from django.db import connection

Given = TypeVar("Given")
Answer = TypeVar("Answer")


def spread(work: Callable[[Given], Answer], pieces: Iterable[Given], processes: int) -> Iterator[Answer]:
    """What `work`, a function of a module, answers of each piece, in their order.

    With more than one process each has a connection of its own: nothing of an open transaction is seen there.
    """
    if processes <= 1:
        yield from map(work, pieces)
        return
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_set_up, initargs=(_database(),)
    ) as pool:
        yield from pool.map(work, pieces)


@contextmanager
def nothing_swept() -> Iterator[None]:
    """Python does not look for rings of objects meanwhile: among a million that are all in use it finds none, for half
    of the time that the work takes. For a piece of work in a process that does nothing else.
    """
    was_swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_swept:
            gc.enable()


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _set_up(database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
