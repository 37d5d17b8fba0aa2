"""Protection: no hidden cell can be worked out from what is told, by elimination or by trying every table."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.oversight.open_data.rules.protection import FEWEST, TOTAL, hidden_cells, with_totals
from motcua.oversight.open_data.rules.sets import FINISHED, RECEIVED, TABLES, month_of_all, rows_of


def table_of(rows):
    """A list of lists as a table."""
    return {(f"r{i}", f"c{j}"): n for i, row in enumerate(rows) for j, n in enumerate(row)}


def whole_of(rows):
    return with_totals(table_of(rows), [f"r{i}" for i in range(len(rows))], [f"c{j}" for j in range(len(rows[0]))])


COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 400), st.just(0))
SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 5))
ROWS = SHAPES.flatmap(
    lambda shape: st.lists(st.lists(COUNTS, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


def equations(whole, unknown):
    """What a reader knows: in each line the parts, less their total, are nought; told cells are numbers."""
    rows = sorted({row for row, _column in whole})
    columns = sorted({column for _row, column in whole})
    lines = [[(row, column) for column in columns] for row in rows] + [
        [(r, column) for r in rows] for column in columns
    ]
    return [
        {cell: Fraction(-1 if (cell[0] == TOTAL) != (cell[1] == TOTAL) else 1) for cell in line if cell in unknown}
        for line in lines
    ]


def determined(whole, unknown):
    """Cells that Gaussian elimination gives a value, whatever the numbers are: told from outside the rules."""
    order = sorted(unknown)
    matrix = [[line.get(cell, Fraction(0)) for cell in order] for line in equations(whole, unknown)]
    reduced = []
    for column in range(len(order)):
        pivot = next((row for row in matrix if row[column]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        matrix = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in matrix]
        reduced = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in reduced] + [pivot]
    return {order[row.index(1)] for row in reduced if sum(1 for value in row if value) == 1}


@given(ROWS)
def test_every_small_count_is_hidden_and_none_can_be_worked_out(rows):
    whole = whole_of(rows)
    hidden = hidden_cells(whole)
    assert {cell for cell, count in whole.items() if 0 < count < FEWEST} <= hidden
    assert all(whole[cell] for cell in hidden), "a hidden nought could only be more"
    assert not determined(whole, hidden)


@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_of_a_small_table_every_hidden_count_may_be_one_of_several(rows):
    """Every table of counts that agrees with what is told, tried one by one."""
    whole = whole_of(rows)
    hidden = hidden_cells(whole)
    inner = sorted(cell for cell in hidden if TOTAL not in cell)
    most = sum(map(sum, rows)) + 2
    possible = {cell: set() for cell in hidden}
    keys = sorted({row for row, _column in whole} - {TOTAL}), sorted({column for _row, column in whole} - {TOTAL})
    for values in product(range(min(most, 12)), repeat=len(inner)) if len(inner) <= 4 else ():
        tried = {cell: whole[cell] for cell in product(*keys)} | dict(zip(inner, values, strict=True))
        other = with_totals(tried, *keys)
        if all(other[cell] == whole[cell] for cell in whole if cell not in hidden):
            for cell in hidden:
                possible[cell].add(other[cell])
    if len(inner) <= 4:
        assert all(len(found) > 1 for found in possible.values()), (rows, hidden)


@given(ROWS)
def test_the_oracle_sees_what_hiding_small_counts_alone_gives_away(rows):
    """A single small count in a row and column of large ones is found by the oracle: it can fail."""
    whole = whole_of(rows)
    alone = {cell for cell, count in whole.items() if 0 < count < FEWEST}
    assert hidden_cells(whole) >= alone
    if len(alone) == 1:
        assert determined(whole, alone) == alone


@pytest.mark.parametrize("rows", [[[0, 0]], [[9, 8], [7, 6]]])
def test_nothing_is_hidden_where_nothing_is_small(rows):
    assert hidden_cells(whole_of(rows)) == set()


MONTHS = st.lists(
    st.fixed_dictionaries({code: st.one_of(st.integers(0, 7), st.integers(0, 90)) for code in (*RECEIVED, *FINISHED)}),
    min_size=1, max_size=5,
)  # fmt: skip


@given(MONTHS, st.integers(1, 5))
def test_what_one_set_hides_of_the_province_no_other_tells(dossiers, parts):
    """The same counts by agency and by procedure: their common totals are hidden in both or in neither."""
    by_agency = {f"a{n}": counts for n, counts in enumerate(dossiers)}
    whole = {code: sum(counts[code] for counts in dossiers) for code in (*RECEIVED, *FINISHED)}
    by_procedure = {f"p{n}": {code: (count + n) // parts for code, count in whole.items()} for n in range(parts)}
    months = {"agency": by_agency, "procedure": by_procedure}
    hidden = month_of_all(months)
    for columns, total in TABLES:
        shared = [{cell for cell in hidden[code][total] if cell[0] == TOTAL} for code in months]
        assert shared[0] == shared[1]
        for code, counts in months.items():
            table = {(key, name): row[name] for key, row in counts.items() for name in columns}
            assert not determined(with_totals(table, counts, columns), hidden[code][total])


def test_a_row_names_what_it_holds_back_and_nought_is_told():
    counts = {"a": {"received_online": 3, "finished_late": 0}, "b": {"received_online": 50, "received_counter": 20}}
    hidden = month_of_all({"agency": counts})["agency"]
    whole, first, second = rows_of("2026-03", counts, {"a": "Xã A", "b": "Xã B"}, hidden)
    assert whole[:3] == ("2026-03", "*", "")
    assert first[:3] == ("2026-03", "a", "Xã A")
    assert first[4] is None
    assert "tiep_nhan_truc_tuyen" in str(first[-1])
    assert first[6] == 0
    assert second[1] == "b"
    assert [value for value in first if value == 3] == []
