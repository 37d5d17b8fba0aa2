"""A plan of legs, and which leg waits for which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

MOST_LEGS = 20


class Holder(StrEnum):
    """Whose leg it is: the agency that handles the dossier, the one that took it in, or one by name."""

    HANDLING = "handling"
    RECEIVING = "receiving"
    NAMED = "named"


@dataclass(frozen=True)
class LegDraft:
    """One leg to be declared; `is_parallel`: beside the one before it, not after it."""

    name: str
    holder: Holder
    agency_code: str
    amount: Decimal
    unit: str
    is_parallel: bool


@dataclass(frozen=True)
class PlanDraft:
    """A plan to be declared for a procedure from a day on."""

    procedure_code: str
    legal_basis: str
    valid_from: date
    valid_to: date | None
    legs: tuple[LegDraft, ...]


def leg_place(number: int) -> str:
    """Where in a plan something is wrong."""
    return f"chặng {number}"


def waits_for(is_parallel: Iterable[bool]) -> list[tuple[int, ...]]:
    """For each leg the numbers (from 1) of those it waits for: all of the step before its own."""
    before: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    found = []
    for number, parallel in enumerate(is_parallel, 1):
        if not parallel:
            before, beside = beside, ()
        beside = (*beside, number)
        found.append(before)
    return found
