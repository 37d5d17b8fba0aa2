"""Whose hours and decisions hold for an agency."""

from motcua.registry.worktime.rules.calendar import OFFICE_DAY, OFFICE_WEEK, Calendar, DayChange, DayKind
from motcua.registry.worktime.rules.inheritance import (
    Decision,
    DeclaredShift,
    Purpose,
    changes_for,
    cut_out,
    lineage,
    seasons_for,
)
from motcua.registry.worktime.tests.factories import day, moment

EARLY, LATE = moment("01/01/2026 08:00"), moment("01/06/2026 08:00")
MONDAY, SATURDAY = day("16/11/2026"), day("21/11/2026")


def shift(code, weekday, hours, purpose=Purpose.PROCESSING, valid_from="01/01/2026", valid_to=None, **known):
    known = {"known_at": EARLY} | known
    return DeclaredShift(code, purpose, weekday, hours, day(valid_from), valid_to and day(valid_to), **known)


def decision(scope, kind, known_at=EARLY):
    return Decision(scope, DayChange(MONDAY, kind, kind.value), known_at)


def shifts(code, declared, on=MONDAY, purpose=Purpose.PROCESSING, **known):
    return Calendar(seasons_for(code, purpose, declared, **known)).shifts_on(on)


def test_an_agency_inherits_along_its_code():
    assert lineage("H14.05.03") == ["H14.05.03", "H14.05", "H14", ""]
    assert lineage("") == [""]
    province, department = shift("H14", 0, (480, 720)), shift("H14.05", 0, (420, 700))
    assert shifts("H14.05", [province, department]) == ((420, 700),)
    assert shifts("H14.31", [province, department]) == ((480, 720),)
    assert shifts("H140.1", [province, department]) == OFFICE_DAY


def test_whoever_declares_hours_declares_the_whole_week():
    assert shifts("H14", [shift("H14", 1, (480, 720))]) == ()


def test_outside_the_dates_of_its_own_hours_an_agency_inherits_again():
    summer = [shift("H14", 0, (400, 700), valid_from="01/05/2026", valid_to="01/11/2026")]
    assert shifts("H14", summer, on=day("26/10/2026")) == ((400, 700),)
    assert shifts("H14", summer, on=day("02/11/2026")) == OFFICE_DAY


def test_reception_falls_back_to_processing_hours():
    counter = [shift("H14", weekday, (420, 690), Purpose.RECEPTION) for weekday in range(6)]
    processing = [shift("H14.05", 0, (500, 600))]
    assert shifts("H14.05", [*counter, *processing], SATURDAY, Purpose.RECEPTION) == ((420, 690),)
    assert shifts("H14.05", [*counter, *processing], SATURDAY) == ()
    assert shifts("H14.05", processing, MONDAY, Purpose.RECEPTION) == ((500, 600),)


def test_hours_can_be_asked_as_they_were_known():
    old = shift("H14", 0, (400, 700), replaced_at=LATE)
    new = shift("H14", 0, (480, 720), known_at=LATE)
    assert shifts("H14", [old, new]) == ((480, 720),)
    assert shifts("H14", [old, new], known_at=EARLY) == ((400, 700),)
    assert shifts("H14", [old, new], known_at=LATE) == ((480, 720),)


def worked(code, decisions, **known):
    return bool(Calendar(changes=changes_for(code, decisions, **known)).shifts_on(MONDAY))


def test_a_narrower_scope_decides_over_a_broader_one():
    nation_off, province_works = decision("", DayKind.HOLIDAY), decision("H14", DayKind.SWAP_WORKED)
    assert worked("H14.05", [province_works, nation_off])
    assert not worked("H21", [province_works, nation_off])


def test_the_latest_known_decision_of_a_scope_holds():
    off, withdrawn = decision("H14", DayKind.CLOSURE), decision("H14", DayKind.WITHDRAWN, LATE)
    assert worked("H14", [withdrawn, off])
    assert not worked("H14", [withdrawn, off], known_at=EARLY)
    assert worked("H14", [off], known_at=moment("31/12/2025 08:00"))


def test_what_is_left_of_older_hours_lies_outside_the_new_dates():
    old = shift("H14", 0, (400, 700))
    left = cut_out(old, day("01/05/2026"), day("01/11/2026"))
    assert [(row.valid_from, row.valid_to) for row in left] == [
        (day("01/01/2026"), day("01/05/2026")),
        (day("01/11/2026"), None),
    ]
    assert cut_out(old, day("01/01/2026"), None) == []
    assert OFFICE_WEEK[0] == OFFICE_DAY
