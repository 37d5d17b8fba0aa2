"""Steps run inside the transaction of the move they belong to."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

from motcua.kernel.errors import NotInTransaction

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def step(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Make the function raise `NotInTransaction` when no transaction is open."""

    @wraps(function)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        if not connection.in_atomic_block:
            raise NotInTransaction(f"{function.__name__} runs in the transaction of a case's move.")
        return function(*args, **kwargs)

    return run
