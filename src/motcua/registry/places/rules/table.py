"""Our table of places: three small CSV files of facts beside this module, and how they are read. Plain Python.

Source: the package `vietnamadminunits` 1.0.4 (PyPI, MIT licence, Hieu Tran), from which the command `make-places` takes
codes, kinds, names and what became of the old units; `decrees/` holds later changes, written by us from the decrees.

    units_before_2025.csv   code,kind,name,parent    63 provinces, 696 districts, 10,035 wards, until 30/06/2025
    units_2025.csv          code,kind,name,parent    34 provinces, 3,321 wards, from 01/07/2025
    successors_2025.csv     old,new,share            what became of each old ward: whole, main part, part
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from motcua.registry.places.rules import Kind

BEFORE, NOW, SUCCESSORS, DECREES = "units_before_2025.csv", "units_2025.csv", "successors_2025.csv", "decrees"
_KINDS = sorted(Kind, key=lambda kind: -len(kind.label))


class UnitLine(NamedTuple):
    """One unit: a ward's parent is its district before the reform, its province since."""

    code: str
    kind: str
    name: str
    parent: str


class SuccessorLine(NamedTuple):
    """What became of an old unit: all of it (`whole`), most of it (`main`) or a part (`part`) went to `new`."""

    old: str
    new: str
    share: str


def written(lines: Sequence[UnitLine] | Sequence[SuccessorLine]) -> str:
    """The lines as CSV with a header, sorted, so that a new release shows as a small difference."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(lines[0]._fields)
    writer.writerows(sorted(lines, key=lambda line: (len(line[0]), *line)))
    return out.getvalue()


def units(text: str) -> list[UnitLine]:
    """The lines of a units file."""
    return [UnitLine(*cells) for cells in _cells(text)]


def successors(text: str) -> list[SuccessorLine]:
    """The lines of the successors file."""
    return [SuccessorLine(*cells) for cells in _cells(text)]


def province_of(lines: Iterable[UnitLine]) -> dict[str, str]:
    """Code → code of its province, through the district where there is one."""
    parents = {line.code: line.parent for line in lines}
    return {code: parents.get(parent) or parent or code for code, parent in parents.items()}


def split_name(full: str) -> tuple[Kind, str]:
    """«Thị Xã Buôn Hồ» → town, «Buôn Hồ». Raises `ValueError` for a name that begins with no kind."""
    for kind in _KINDS:
        if full.lower().startswith(f"{kind.label.lower()} "):
            return kind, full[len(kind.label) + 1 :].strip()
    raise ValueError(f"{full!r} does not begin with a kind of unit.")


def _cells(text: str) -> Iterator[list[str]]:
    rows = csv.reader(StringIO(text))
    next(rows)
    return rows
