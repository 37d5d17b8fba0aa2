"""A sheet of the index: items, top scores and formulas, as a dated definition file says them. Plain Python.

A formula is a sum of parts. A part is worth ``points × (numerator ÷ denominator) ÷ full_at %``, at most ``points``
unless it is not capped, and is rounded by itself, half up, to the sheet's decimals before the parts are added: so the
portal's published points come out to the last digit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Empty(StrEnum):
    """What a part scores when its denominator is 0."""

    RATIO = "ratio"
    """What the published ratio gives; nothing to score without one."""
    ZERO = "zero"
    FULL = "full"
    UNKNOWN = "unknown"
    """Never seen published: not guessed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One ratio of a formula; `numerator` and `denominator` name the fields that may hold them, by rank."""

    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    points: Decimal
    full_at: Decimal
    is_capped: bool
    empty: Empty


@dataclass(frozen=True, slots=True)
class Formula:
    """The parts of an item's points; none: it is shown, not scored. `is_from_ratio`: only a ratio is published."""

    parts: tuple[Part, ...]
    is_from_ratio: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the sheet. `top` is None where the sheet sets none; `formula` None where nobody knows it."""

    row: str
    code: str
    name: str
    group: str
    scope: tuple[str, ...]
    top: Decimal | None
    formula: Formula | None
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    why_unknown: str = ""
    live: str = ""
    """The indicator that counts the same from our own events; empty where none does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One edition of the index; `valid_from` None: a draft, used only when it is asked for."""

    code: str
    name: str
    legal_source: str
    formula_source: str
    valid_from: date | None
    valid_to: date | None
    top: Decimal
    decimals: int
    items: tuple[Item, ...]

    def is_in_force(self, day: date) -> bool:
        """From `valid_from` on, until the day before `valid_to`."""
        return self.valid_from is not None and self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def item(self, word: str) -> Item | None:
        """The item of that code, row or other name."""
        return next((item for item in self.items if word in {item.code, item.row, *item.aliases}), None)


def sheet_of(definition: Mapping[str, Any]) -> Sheet:
    """The sheet that a definition file describes."""
    return Sheet(
        code=definition["code"],
        name=definition["name"],
        legal_source=definition["legal_source"],
        formula_source=definition["formula_source"],
        valid_from=_day(definition["valid_from"]),
        valid_to=_day(definition["valid_to"]),
        top=Decimal(definition["top"]),
        decimals=definition["decimals"],
        items=tuple(_item(row) for row in definition["items"]),
    )


def sheet_on(sheets: Iterable[Sheet], day: date) -> Sheet | None:
    """The sheet in force on a day; the one that began last if two are."""
    valid = [sheet for sheet in sheets if sheet.is_in_force(day)]
    return max(valid, key=lambda sheet: sheet.valid_from or day, default=None)


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        row=row["row"],
        code=row["code"],
        name=row["name"],
        group=row["group"],
        scope=tuple(row["scope"]),
        top=None if row["top"] is None else Decimal(row["top"]),
        formula=None if row["formula"] is None else _formula(row["formula"]),
        aliases=tuple(row.get("aliases", ())),
        part_of=row.get("part_of", ""),
        why_unknown=row.get("why_unknown", ""),
        live=row.get("live", ""),
    )


def _formula(formula: Mapping[str, Any]) -> Formula:
    return Formula(tuple(_part(part) for part in formula["parts"]), formula.get("from_ratio", False))


def _part(part: Mapping[str, Any]) -> Part:
    return Part(
        name=part["name"],
        numerator=tuple(part["numerator"]),
        denominator=tuple(part["denominator"]),
        points=Decimal(part["points"]),
        full_at=Decimal(part["full_at"]),
        is_capped=part["capped"],
        empty=Empty(part["empty"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
