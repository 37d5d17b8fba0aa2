"""Marks on a scale between the least and the greatest, and the middle of many. Plain Python."""

from collections.abc import Sequence
from decimal import Decimal


def place_on(value: Decimal, least: Decimal, most: Decimal) -> float:
    """Where a value lies between two others, in per cent of the way."""
    if most <= least:
        return 50.0
    return round(float((min(max(value, least), most) - least) / (most - least)) * 100, 1)


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the middle between the two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
