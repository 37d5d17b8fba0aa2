"""Versions of a month side by side: nobody who subtracts one from another learns a small count."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.oversight.open_data.rules.protection import FEWEST, TOTAL
from motcua.oversight.open_data.rules.revision import hidden_anew, told_in
from motcua.oversight.open_data.rules.sets import FINISHED, RECEIVED, TABLES, month_of_all, rows_of, whole_of
from motcua.oversight.open_data.tests.test_protection import determined

CODES = (*RECEIVED, *FINISHED)
COUNT = st.one_of(st.just(0), st.integers(0, 7), st.integers(0, 90))
CHANGE = st.one_of(st.just(0), st.integers(-3, 4), st.integers(-9, 30))
FIRST = st.lists(st.fixed_dictionaries(dict.fromkeys(CODES, COUNT)), min_size=1, max_size=4)
LATER = st.lists(st.lists(CHANGE, min_size=4 * len(CODES), max_size=4 * len(CODES)), min_size=1, max_size=4)


def states_of(first, later):
    """The month as it stands each day: by agency, and the same counts by two procedures."""
    agencies = {f"a{n}": dict(counts) for n, counts in enumerate(first)}
    for changes in ([0] * 4 * len(CODES), *later):
        left = iter(changes)
        agencies = {
            key: {code: max(0, count + next(left)) for code, count in counts.items()}
            for key, counts in agencies.items()
        }
        whole = {code: sum(counts[code] for counts in agencies.values()) for code in CODES}
        halves = {f"p{n}": {code: (count + n) // 2 for code, count in whole.items()} for n in range(2)}
        yield {"agency": agencies, "procedure": halves}


def published(states):
    """Each version as its file tells it, with the counts as they stood; days without a new version are left out."""
    versions = []
    for state in states:
        last = {code: versions[-1][1][code] for code in state} if versions else {}
        hidden = hidden_anew(state, last, lambda code: [rows[code] for _state, rows in versions])
        if hidden is not None:
            versions.append((state, {code: as_file(state[code], hidden[code]) for code in state}))
    return versions


def as_file(counts, hidden):
    rows = rows_of("2026-03", counts, {}, hidden)
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


def tables(version):
    """Set and table → what it tells."""
    return {(code, total): told for code, rows in version[1].items() for total, told in told_in(rows).items()}


@given(FIRST, LATER)
@settings(deadline=None, max_examples=50)
def test_who_subtracts_any_two_versions_sees_no_small_change(first, later):
    for one, other in combinations(map(tables, published(states_of(first, later))), 2):
        for table, told in one.items():
            for cell, count in told.items():
                if count is not None and (now := other[table].get(cell, 0)) is not None:
                    assert not 0 < abs(now - count) < FEWEST


@given(FIRST, LATER)
@settings(deadline=None, max_examples=50)
def test_who_takes_what_a_version_hides_from_another_finds_it_hidden_there_too(first, later):
    """What has not changed would tell it: so no complement comes back and lays a small count bare."""
    versions = published(states_of(first, later))
    for one, (state, _rows), told in zip(versions, versions[1:], map(tables, versions[1:]), strict=False):
        for (code, total), before in tables(one).items():
            whole = whole_of(state[code], TABLES_BY_TOTAL[total])
            assert all(
                told[code, total][cell] is None for cell, count in before.items() if count is None and whole[cell]
            )


@given(FIRST, LATER)
@settings(deadline=None, max_examples=50)
def test_every_version_by_itself_is_still_safe_and_not_far_off(first, later):
    states = list(states_of(first, later))
    versions = published(states)
    for state, rows in versions:
        for (code, total), told in tables((state, rows)).items():
            whole = whole_of(state[code], TABLES_BY_TOTAL[total])
            hidden = {cell for cell, count in told.items() if count is None}
            assert {cell for cell, count in whole.items() if 0 < count < FEWEST} <= hidden
            assert not determined(whole, hidden)
    for (code, total), told in tables(versions[-1]).items():
        now = whole_of(states[-1][code], TABLES_BY_TOTAL[total])
        assert all(abs(now[cell] - count) < FEWEST for cell, count in told.items() if count is not None)


TABLES_BY_TOTAL = {total: parts for parts, total in TABLES}


def test_the_attacker_wins_against_versions_that_are_told_as_they_come():
    """Two late dossiers: without this rule the difference of two files is their number."""
    counts = {"a": {"received_online": 40}, "b": {"received_online": 50}}
    later = {"a": {"received_online": 42}, "b": {"received_online": 50}}
    files = [as_file(one, month_of_all({"agency": one})["agency"]) for one in (counts, later)]
    before, now = (told_in(file)["tiep_nhan"]["a", TOTAL] for file in files)
    assert now - before == 2
    assert hidden_anew({"agency": later}, {"agency": files[0]}, lambda _code: [files[0]]) is None


def test_a_month_that_is_far_off_is_told_anew_without_what_has_hardly_changed():
    counts = {"a": {"received_online": 40}, "b": {"received_online": 50}, "c": {"received_online": 60}}
    later = {"a": {"received_online": 60}, "b": {"received_online": 52}, "c": {"received_online": 60}}
    file = as_file(counts, month_of_all({"agency": counts})["agency"])
    hidden = hidden_anew({"agency": later}, {"agency": file}, lambda _code: [file])
    assert ("b", TOTAL) in hidden["agency"]["tiep_nhan"]
    assert not hidden["agency"]["da_giai_quyet"]
    told = told_in(as_file(later, hidden["agency"]))["tiep_nhan"]
    assert [told[cell] for cell in ((TOTAL, TOTAL), ("b", TOTAL), ("b", "received_online"))].count(None) >= 2
