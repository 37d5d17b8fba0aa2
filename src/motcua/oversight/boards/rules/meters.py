"""How long steps took, as two lengths that a row of a list draws."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Meter:
    """Two lengths of a hundred: where half of the values lie, and nine in ten."""

    half: float
    most: float


def meter(half: float | None, most: float | None, whole: float) -> Meter:
    """The lengths beside the greatest value of all."""
    if not whole:
        return Meter(0, 0)
    return Meter(round((half or 0) / whole * 100, 1), round((most or 0) / whole * 100, 1))
