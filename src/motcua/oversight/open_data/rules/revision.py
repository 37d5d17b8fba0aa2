"""A month that was published already: when it is told anew, and what must be hidden then. Plain Python.

Who subtracts one version from another sees the change of every cell that both tell. A change of one to four is a small
count like any other: somebody's dossier that came late. So a month stays as it was published until a cell that it tells
is wrong by as much as may be told; then it is told anew, without the cells that have changed by less than that against
any version before, and without any cell that a version before has hidden (what has not changed would tell it).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from motcua.oversight.open_data.rules.protection import FEWEST, TOTAL, Cell
from motcua.oversight.open_data.rules.sets import TABLES, WHOLE_PROVINCE, Counts, month_of_all, whole_of

Told = Mapping[Cell, int | None]
"""A table of one month as it was published; None is hidden, what is not there was told as nought."""
_BEFORE = 3
"""Month, key and name stand before the counts."""


def told_in(rows: Iterable[Sequence[str]]) -> dict[str, dict[Cell, int | None]]:
    """Table's total → what the rows of one month tell, as they stand in a file."""
    told: dict[str, dict[Cell, int | None]] = {total: {} for _parts, total in TABLES}
    for row in rows:
        key = TOTAL if row[1] == WHOLE_PROVINCE else row[1]
        values = iter(row[_BEFORE:])
        for parts, total in TABLES:
            for indicator in (TOTAL, *parts):
                value = next(values)
                told[total][key, indicator] = int(value) if value else None
    return told


def hidden_anew(
    months: Mapping[str, Counts],
    last: Mapping[str, Sequence[Sequence[str]]],
    versions: Callable[[str], Iterable[Sequence[Sequence[str]]]],
) -> dict[str, dict[str, set[Cell]]] | None:
    """Set code → table's total → cells to hide where the month is told anew; None if it stays as it was published.

    `last`: set code → its rows in the newest version; `versions`: set code → its rows in each version so far.
    """
    if set(last) == set(months) and not any(_is_far_off(months[code], told_in(last[code])) for code in months):
        return None
    return month_of_all(months, {code: _held(months[code], map(told_in, versions(code))) for code in months})


def _is_far_off(counts: Counts, told: Mapping[str, Told]) -> bool:
    """Whether a cell that was told is wrong by as much as may be told."""
    return any(
        change is not None and abs(change) >= FEWEST
        for parts, total in TABLES
        for change in _changes(whole_of(counts, parts), told[total]).values()
    )


def _held(counts: Counts, earlier: Iterable[Mapping[str, Told]]) -> dict[str, set[Cell]]:
    """Table's total → cells that no new version of the month may tell."""
    held: dict[str, set[Cell]] = {total: set() for _parts, total in TABLES}
    for told in earlier:
        for parts, total in TABLES:
            changes = _changes(whole_of(counts, parts), told[total])
            held[total] |= {cell for cell, change in changes.items() if change is None or 0 < abs(change) < FEWEST}
    return held


def _changes(whole: Mapping[Cell, int], told: Told) -> dict[Cell, int | None]:
    """By how much each cell has changed; None where the version before hides it."""
    changes: dict[Cell, int | None] = {}
    for cell in {*whole, *told}:
        before = told.get(cell, 0)
        changes[cell] = None if before is None else whole.get(cell, 0) - before
    return changes
