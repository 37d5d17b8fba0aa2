"""What an index is: its scale, its dimensions with the headings they go by, whether they add up. Plain Python."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from motcua.kernel.texts.fold import fold

TOTAL = ""
LATEST = 9999
_SIGNS = re.compile(r"[^a-z0-9]+")
_LEADING = re.compile(
    r"^(?:(?:\d{1,2}|d\d{1,2}|cstp|chi so thanh phan|noi dung|linh vuc|tru cot|yeu to|chi so noi dung)\s)+"
)
_UNITS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True)
class Dimension:
    """A part of an index, in the years that it was measured."""

    code: str
    name: str
    aliases: frozenset[str]
    first_year: int = 0
    last_year: int = LATEST

    def holds_in(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


@dataclass(frozen=True)
class Index:
    """SIPAS, PAPI, PCI, DTI, ICT: how a file of it is read and what its figures may be."""

    code: str
    name: str
    title: str
    publisher: str
    note: str
    is_sum: bool
    least: Decimal
    most: Decimal
    part_least: Decimal
    part_most: Decimal
    unit: str
    total_aliases: tuple[str, ...]
    dimensions: tuple[Dimension, ...]

    def dimension(self, code: str) -> Dimension | None:
        return next((one for one in self.dimensions if one.code == code), None)

    def limits(self, dimension: str) -> tuple[Decimal, Decimal]:
        return (self.part_least, self.part_most) if dimension else (self.least, self.most)

    def named(self, heading: str) -> str | None:
        """The dimension that a heading means, «» for the whole, None for neither."""
        words = plain(heading)
        for said in (words, _bare(words, self.code)):
            if not said:
                continue
            found = next((one.code for one in self.dimensions if said in one.aliases), None)
            if found is not None:
                return found
            if said in self.total_aliases:
                return TOTAL
        return None


def plain(text: str) -> str:
    """Lower case, no marks, no units in brackets, single spaces."""
    return _SIGNS.sub(" ", fold(_UNITS.sub(" ", text))).strip()


def _bare(words: str, code: str) -> str:
    """Without «papi», «D3», «CSTP 4», «điểm» before the name of what is measured."""
    said = words
    for _turn in range(3):
        said = re.sub(rf"^(?:{code} index|{code}|diem so|diem)\s", "", said)
        said = _LEADING.sub("", said)
    return said


def read_indices(content: str) -> dict[str, Index]:
    """The indices of our definition file, by code."""
    return {row["code"]: _index(row) for row in json.loads(content)["indices"]}


def _index(row: Mapping[str, Any]) -> Index:
    return Index(
        code=row["code"],
        name=row["name"],
        title=row["title"],
        publisher=row["publisher"],
        note=row["note"],
        is_sum=row["total"] == "sum",
        least=Decimal(row["least"]),
        most=Decimal(row["most"]),
        part_least=Decimal(row["part_least"]),
        part_most=Decimal(row["part_most"]),
        unit=row["unit"],
        total_aliases=tuple(row["total_aliases"]),
        dimensions=tuple(_dimension(one) for one in row["dimensions"]),
    )


def _dimension(row: Mapping[str, Any]) -> Dimension:
    aliases = frozenset({plain(row["name"]), plain(row["code"]), *row["aliases"]})
    return Dimension(row["code"], row["name"], aliases, row.get("from", 0), row.get("to", LATEST))
