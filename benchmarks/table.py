"""What a benchmark says: a line of figures with the machine's load while it ran."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row of the table; `load` is the load average before and after."""

    what: str
    figure: str
    load: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.figure} | {self.load} |"


@contextmanager
def loaded() -> Iterator[Callable[[], str]]:
    """A function that says the load average now and at the beginning: others may share the machine."""
    before = os.getloadavg()[0]
    yield lambda: f"{before:.1f} → {os.getloadavg()[0]:.1f}"
