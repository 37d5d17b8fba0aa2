"""Tables in a text: rows of cells; columns that add up to the total, percentages that follow from two columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.figures import Figure, Sort
from motcua.oversight.report_check.rules.numerals import read_number
from motcua.oversight.report_check.rules.remarks import Kind, Problem, percent, plain
from motcua.oversight.report_check.rules.sums import alike
from motcua.oversight.report_check.rules.verdicts import Verdict, judge

_LINE = re.compile(r"[^\n]+")
_TAIL = re.compile(r"(?:^|[ ])([0-9][0-9.,]*%?(?: +[0-9][0-9.,]*\s?%?)+)\s*$")
_NUMBER = re.compile(r"\s*([0-9][0-9.,]*(?: [0-9]{3})*)\s*(%?)\s*")
_TOTAL = re.compile(r"\W*(?:[ivx]+\W+)?(?:tổng|cộng|toàn tỉnh|chung)(?!\w)")
_PLAIN_TOTAL = re.compile(r"\W*(?:tổng cộng|tổng số|tổng|cộng|toàn tỉnh)\W*")
_RULE = re.compile(r"[\s|:+\-=]*")
_LEAST_MISTYPED = 100
_LEAST_WHOLE, _FEWEST_CELLS, _FULL, _MOST_COUNTS = 10, 2, 3, 8
_FEWEST_ROWS, _MOST_COLUMNS, _MOST_ROWS = 2, 12, 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table."""

    start: int
    end: int
    value: Decimal
    places: int
    is_percent: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its words and the numbers of its columns (None where there is none)."""

    start: int
    end: int
    label: str
    cells: tuple[Cell | None, ...]

    @property
    def is_total(self) -> bool:
        return _TOTAL.match(self.label) is not None


def tables_of(masked: str) -> list[list[Row]]:
    """Runs of lines that look like rows with numbers, two at least, of equal width."""
    tables: list[list[Row]] = []
    run: list[Row] = []
    for found in _LINE.finditer(masked):
        row = _row(masked, found.start(), found.end())
        if row and run and len(row.cells) != len(run[-1].cells):
            tables.append(run)
            run = []
        if row:
            run.append(row)
        elif not _RULE.fullmatch(found[0]):
            tables.append(run)
            run = []
    return [table for table in [*tables, run] if _FEWEST_ROWS <= len(table) <= _MOST_ROWS]


def rows_of(tables: list[list[Row]]) -> list[tuple[int, int]]:
    """The places of all rows, in order."""
    return [(row.start, row.end) for table in tables for row in table]


def _row(masked: str, start: int, end: int) -> Row | None:
    line = masked[start:end]
    spans = _split(line)
    if spans is None:
        return None
    cells, label = [], ""
    for first, last in spans:
        cell = _cell(line[first:last], start + first)
        cells.append(cell)
        label = label or ("" if cell else line[first:last].strip())
    counted = sum(cell is not None for cell in cells)
    return (
        Row(start, end, label, tuple(cells))
        if counted >= _FEWEST_CELLS and label and len(cells) <= _MOST_COLUMNS
        else None
    )


def _split(line: str) -> list[tuple[int, int]] | None:
    """The cells of a line: between bars, tabs or wide gaps, or a run of numbers at its end."""
    for sign in ("|", "\t"):
        if line.count(sign) >= _FEWEST_CELLS:
            return _between(line, re.escape(sign))
    if len(re.findall(r"\S {2,}\S", line)) >= _FEWEST_CELLS:
        return _between(line, " {2,}")
    found = _TAIL.search(line[-200:])
    if not found:
        return None
    shift = len(line) - len(line[-200:])
    numbers = [
        (shift + one.start(), shift + one.end())
        for one in re.finditer(r"[0-9][0-9.,]*(?:\s?%)?", line[-200:])
        if one.start() >= found.start(1)
    ]
    return [(0, shift + found.start(1)), *numbers]


def _between(line: str, sign: str) -> list[tuple[int, int]]:
    edges = [found.span() for found in re.finditer(sign, line)]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(line)]
    cells = list(zip(starts, ends, strict=True))
    first = 1 if not line[: cells[0][1]].strip() else 0
    last = len(cells) - (1 if not line[cells[-1][0] :].strip() else 0)
    return cells[first:last]


def _cell(text: str, at: int) -> Cell | None:
    found = _NUMBER.fullmatch(text)
    number = read_number(found[1]) if found else None
    if not found or number is None:
        return None
    return Cell(
        at + found.start(1),
        at + (found.end(2) if found[2] else found.end(1)),
        number.value,
        number.places,
        bool(found[2]),
    )


def table_problems(tables: list[list[Row]]) -> Iterator[Problem]:
    """Totals of columns, then percentages of rows."""
    for table in tables:
        wrong = list(_wrong_rows(table))
        yield from _totals(table, wrong)
        yield from (_wrong_row(*one) for one in wrong)
        yield from _shares(table)


def _column(rows: list[Row], number: int) -> list[Cell]:
    return [cell for row in rows if (cell := row.cells[number]) is not None]


def _totals(table: list[Row], wrong: list[tuple[Row, int, tuple[int, ...]]]) -> Iterator[Problem]:
    totals = [row for row in table if row.is_total]
    is_last = len(totals) == 1 and totals[0] is table[-1]
    if not is_last and not (len(totals) == 1 and totals[0] is table[0] and _PLAIN_TOTAL.fullmatch(totals[0].label)):
        return
    rows = [row for row in table if row is not totals[0]]
    for number, total in enumerate(totals[0].cells):
        column = _column(rows, number)
        is_count = total is not None and not total.is_percent and len(column) == len(rows) >= _FEWEST_ROWS
        if total is None or not is_count or any(cell.is_percent for cell in column) or _is_numbering(column):
            continue
        summed = sum((cell.value for cell in column), Decimal(0))
        places = max(cell.places for cell in column)
        if summed == total.value or places or total.places:
            continue
        stated, computed = plain(total.value), plain(summed)
        parameters = {"stated": stated, "computed": computed, "difference": plain(abs(summed - total.value))}
        if _is_plausible(total.value, summed) and total.value - summed not in _slips_of(wrong, number):
            yield Problem(Kind.SUM, total.start, total.end, stated, computed, remarks.WRONG_COLUMN, parameters)


def _is_plausible(total: Decimal, summed: Decimal) -> bool:
    """Averages and scores stand in the last row too: only what is near a sum is a sum."""
    is_near = abs(total - summed) * 2 <= max(total, summed)
    return summed > 0 and (is_near or (summed >= _LEAST_MISTYPED and alike(plain(total), plain(summed))))


def _is_numbering(column: list[Cell]) -> bool:
    return [cell.value for cell in column] == list(range(1, len(column) + 1))


def _slips_of(wrong: list[tuple[Row, int, tuple[int, ...]]], number: int) -> set[Decimal]:
    """By how much the cells of a column miss in rows that are wrong: said there, not of the column again."""
    slips = set()
    for row, whole, parts in wrong:
        missing = sum(_values(row, parts), Decimal(0)) - _values(row, (whole,))[0]
        slips |= {missing} if number == whole else {-missing} if number in parts else set()
    return slips


def _wrong_rows(table: list[Row]) -> Iterator[tuple[Row, int, tuple[int, ...]]]:
    """A column that is the sum of two or three others in most rows must be it in all."""
    width = len(table[0].cells)
    full = [row for row in table if sum(cell is not None for cell in row.cells) >= _FULL]
    counts = [number for number in range(width) if all(_is_count(row.cells[number]) for row in full)]
    if len(full) < _FULL or len(counts) > _MOST_COUNTS:
        return
    for whole in counts:
        for size in (2, 3):
            for parts in combinations([one for one in counts if one != whole], size):
                wrong = [row for row in full if not _is_sum(row, whole, parts)]
                telling = [row for row in full if row not in wrong and _is_telling(row, parts)]
                if wrong and len(wrong) * 3 <= len(full) and len(telling) >= _FEWEST_ROWS:
                    yield from ((row, whole, parts) for row in wrong)
                    return


def _is_count(cell: Cell | None) -> bool:
    return cell is not None and not cell.is_percent


def _values(row: Row, numbers: tuple[int, ...]) -> list[Decimal]:
    return [cell.value for number in numbers if (cell := row.cells[number]) is not None]


def _is_sum(row: Row, whole: int, parts: tuple[int, ...]) -> bool:
    return [sum(_values(row, parts))] == _values(row, (whole,))


def _is_telling(row: Row, parts: tuple[int, ...]) -> bool:
    """Small numbers and noughts add up by chance."""
    values = _values(row, parts)
    return all(values) and sum(values) >= _LEAST_WHOLE


def _wrong_row(row: Row, whole: int, parts: tuple[int, ...]) -> Problem:
    cells = [cell for number in (whole, *parts) if (cell := row.cells[number]) is not None]
    values = _values(row, parts)
    stated, computed = plain(cells[0].value), plain(sum(values, Decimal(0)))
    parameters = {"stated": stated, "computed": computed, "sum": " + ".join(map(plain, values))}
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    return Problem(Kind.SUM, start, end, stated, computed, remarks.WRONG_ROW, parameters)


def _shares(table: list[Row]) -> Iterator[Problem]:
    """A percentage that two columns give in most rows must follow from them in all."""
    width = len(table[0].cells)
    for number in range(width):
        rows = [row for row in table if row.cells[number] is not None]
        cells = _column(rows, number)
        if len(rows) < _FEWEST_ROWS or not any(cell.is_percent or cell.places for cell in cells):
            continue
        if told := _told_by(rows, number, [one for one in range(width) if one != number]):
            top, bottom, wrong = told
            yield from (_wrong_share(row, number, top, bottom) for row in wrong if _is_whole(row, top, bottom))


def _told_by(rows: list[Row], number: int, others: list[int]) -> tuple[int, int, list[Row]] | None:
    """The two columns that most rows follow, and the rows that do not: a row of 100 % follows either way round."""
    closest = None
    for top, bottom in permutations(others, 2):
        wrong = [row for row in rows if _verdict(row, number, top, bottom) is not Verdict.RIGHT]
        is_told = len(wrong) * 2 < len(rows) and len(rows) - len(wrong) >= _FEWEST_ROWS
        if is_told and (closest is None or len(wrong) < len(closest[2])):
            closest = (top, bottom, wrong)
        if is_told and not wrong:
            break
    return closest


def _is_whole(row: Row, top: int, bottom: int) -> bool:
    return all(row.cells[number] is not None for number in (top, bottom)) and bool(_values(row, (bottom,))[0])


def _verdict(row: Row, number: int, top: int, bottom: int) -> Verdict | None:
    cell, values = row.cells[number], _values(row, (top, bottom))
    if cell is None or len(values) != _FEWEST_CELLS or not values[1]:
        return None
    return judge(Fraction(values[0]) / Fraction(values[1]), _figure(cell))


def _figure(cell: Cell) -> Figure:
    return Figure(Sort.PERCENT, cell.start, cell.end, cell.value, cell.places)


def _wrong_share(row: Row, number: int, top: int, bottom: int) -> Problem:
    cell, (one, other) = row.cells[number], _values(row, (top, bottom))
    assert cell is not None
    share = Fraction(one) / Fraction(other)
    stated, computed = f"{plain(cell.value)}%", percent(share, cell.places)
    is_cut = judge(share, _figure(cell)) is Verdict.CUT_OFF
    kind, reason = (Kind.PRECISION, remarks.CUT_OFF) if is_cut else (Kind.RATIO, remarks.WRONG_RATIO)
    parameters = {
        "stated": stated,
        "computed": computed,
        "exact": percent(share, cell.places + 2),
        "numerator": plain(one),
        "denominator": plain(other),
    }
    starts = [part.start for part in row.cells if part is not None]
    return Problem(kind, min(starts), max(cell.end, cell.start), stated, computed, reason, parameters)
