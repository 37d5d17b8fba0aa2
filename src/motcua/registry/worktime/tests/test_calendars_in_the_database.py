"""Loading, declaring, and the calendars that processes keep."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from motcua.kernel.events.store import history_of
from motcua.registry.worktime.errors import DayChangeNotUsable, HoursNotUsable
from motcua.registry.worktime.events import DayChanged, HoursChanged
from motcua.registry.worktime.models import DayOverride, WorkingHours
from motcua.registry.worktime.public import (
    DayChange,
    DayKind,
    Purpose,
    calendar_of,
    declare_day,
    declare_hours,
    load_calendar,
)
from motcua.registry.worktime.queries import calendars
from motcua.registry.worktime.rules.calendar import OFFICE_DAY, OFFICE_WEEK
from motcua.registry.worktime.tests.factories import HOURS_7_30, SEVEN_AND_A_HALF, day, moment

pytestmark = pytest.mark.django_db
AT = moment("02/11/2026 08:00")
CULTURE_DAY, TUESDAY, SATURDAY = day("24/11/2026"), day("17/11/2026"), day("21/11/2026")
STORM = DayChange(TUESDAY, DayKind.CLOSURE, "Bão số 12", "Công điện 99/CĐ-UBND")


def load(at=AT):
    return load_calendar(actor="tester", at=at)


def declare(change=STORM, scope="H14", at=AT):
    declare_day(change, scope=scope, actor="tester", at=at)


def hours(code="H14", week=HOURS_7_30, valid_from="01/12/2026", valid_to=None, at=AT, **purpose):
    until = valid_to and day(valid_to)
    declare_hours(code, week, valid_from=day(valid_from), valid_to=until, actor="tester", at=at, **purpose)


def test_with_nothing_declared_offices_work_from_monday_to_friday():
    assert calendar_of("H14.05").shifts_on(CULTURE_DAY) == OFFICE_DAY


def test_the_published_calendar_loads_once():
    first = load()
    assert first.written == first.days == DayOverride.objects.count() > 190
    assert load(AT + timedelta(days=1)).written == 0
    assert calendar_of("H14").shifts_on(CULTURE_DAY) == ()
    assert calendar_of("H14").shifts_on(day("22/08/2026")) == OFFICE_DAY


def test_the_command_tells_what_it_wrote(capsys):
    call_command("load_calendar")
    call_command("load_calendar")
    assert capsys.readouterr().out.splitlines()[1].endswith("ghi mới 0 dòng.")


def test_what_the_first_load_brings_is_known_from_the_beginning_or_from_its_decision():
    load()
    assert calendar_of("H14", known_at=moment("01/03/2026 08:00")).shifts_on(CULTURE_DAY) == OFFICE_DAY
    assert calendar_of("H14", known_at=moment("01/08/2026 08:00")).shifts_on(CULTURE_DAY) == ()
    assert calendar_of("H14", known_at=moment("01/12/2025 08:00")).shifts_on(day("02/01/2026")) == OFFICE_DAY
    assert calendar_of("H14", known_at=moment("02/01/2014 08:00")).shifts_on(day("02/09/2026")) == ()


def test_a_published_day_that_changes_is_known_from_the_load_that_brings_it():
    load()
    DayOverride.objects.filter(day=CULTURE_DAY).delete()
    DayOverride.objects.create(
        day=day("25/11/2026"), name="Ngày cũ", is_published=True, known_at=moment("01/01/2014 00:00"), declared_by="x"
    )
    assert load().written == 2
    assert calendar_of("H14").shifts_on(day("25/11/2026")) == OFFICE_DAY
    assert calendar_of("H14", known_at=AT - timedelta(1)).shifts_on(day("25/11/2026")) == ()
    assert load(AT + timedelta(days=1)).written == 0


def test_what_an_officer_declared_for_the_nation_is_left_alone():
    load()
    declare(DayChange(CULTURE_DAY, DayKind.SWAP_WORKED, "Làm việc"), scope="", at=AT + timedelta(hours=1))
    assert load(AT + timedelta(days=1)).written == 0
    assert calendar_of("H14").shifts_on(CULTURE_DAY) == OFFICE_DAY


def test_a_closure_holds_for_the_agency_and_all_below_it():
    declare()
    assert calendar_of("H14.05").shifts_on(TUESDAY) == ()
    assert calendar_of("H21").shifts_on(TUESDAY) == OFFICE_DAY
    [event] = history_of("calendar:H14")
    assert isinstance(event, DayChanged)
    assert (event.day, event.day_kind, event.agency_code) == (TUESDAY, "closure", "H14")


def test_a_closure_can_be_withdrawn_and_asked_as_it_was_known():
    declare()
    declare(DayChange(TUESDAY, DayKind.WITHDRAWN, "Bão tan"), at=AT + timedelta(days=1))
    assert calendar_of("H14").shifts_on(TUESDAY) == OFFICE_DAY
    assert calendar_of("H14", known_at=AT).shifts_on(TUESDAY) == ()


@pytest.mark.parametrize(
    "change",
    [
        DayChange(day("01/01/1999"), DayKind.HOLIDAY, "Xưa"),
        DayChange(TUESDAY, DayKind.HOLIDAY, "Nghỉ nửa ngày", shut=(0, 700)),
        DayChange(TUESDAY, DayKind.CLOSURE, "Ngược", shut=(700, 600)),
        DayChange(TUESDAY, DayKind.CLOSURE, " "),
    ],
)
def test_a_change_that_contradicts_itself_is_refused(change):
    with pytest.raises(DayChangeNotUsable):
        declare(change)
    assert not DayOverride.objects.exists()


def test_declared_hours_hold_from_their_day_on():
    hours()
    office = calendar_of("H14.05")
    assert office.shifts_on(day("30/11/2026")) == OFFICE_DAY
    assert office.shifts_on(day("01/12/2026")) == SEVEN_AND_A_HALF
    [event] = history_of("calendar:H14")
    assert isinstance(event, HoursChanged)


def test_new_hours_replace_older_ones_on_their_days_only():
    hours(valid_from="01/01/2026")
    hours(week=OFFICE_WEEK, valid_from="01/06/2026", valid_to="01/09/2026", at=AT + timedelta(days=1))
    office = calendar_of("H14")
    found = [office.shifts_on(day(text)) for text in ("29/05/2026", "01/06/2026", "31/08/2026", "01/09/2026")]
    assert found == [SEVEN_AND_A_HALF, OFFICE_DAY, OFFICE_DAY, SEVEN_AND_A_HALF]
    assert calendar_of("H14", known_at=AT).shifts_on(day("01/06/2026")) == SEVEN_AND_A_HALF


def test_a_counter_may_open_on_saturdays_when_nobody_processes():
    hours(week=(*OFFICE_WEEK[:5], (OFFICE_DAY[0],), ()), valid_from="01/01/2026", purpose=Purpose.RECEPTION)
    assert calendar_of("H14", purpose="reception").is_open(moment("21/11/2026 09:00"))
    assert not calendar_of("H14").is_open(moment("21/11/2026 09:00"))


@pytest.mark.parametrize("monday", [(), ((600, 500),), ((420, 700), (690, 800)), ((420, 1500),), ((-5, 60),)])
def test_hours_that_cannot_be_worked_are_refused(monday):
    with pytest.raises(HoursNotUsable):
        hours(week=(monday, (), (), (), (), (), ()))


def test_the_database_refuses_shifts_that_overlap():
    row = {"agency_code": "H14", "weekday": 0, "valid_from": TUESDAY, "known_at": AT}
    WorkingHours.objects.create(**row, opens_minute=420, closes_minute=690)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingHours.objects.create(**row, opens_minute=600, closes_minute=700)


def test_a_calendar_costs_no_query_once_it_is_kept(django_assert_num_queries):
    load()
    calendar_of("H14")
    with django_assert_num_queries(0):
        for number in range(30):
            calendar_of(f"H14.{number:02d}", purpose="reception")


def test_agencies_with_the_same_hours_and_days_share_one_calendar():
    hours(code="H14.07")
    assert calendar_of("H14.05") is calendar_of("H14.06") is calendar_of("H14")
    assert calendar_of("H14.07") is not calendar_of("H14")


@pytest.mark.django_db(transaction=True)
def test_other_processes_see_a_change_when_they_next_look(monkeypatch):
    assert calendar_of("H14").shifts_on(TUESDAY) == OFFICE_DAY
    kept = calendars._kept.edition
    declare()
    assert calendar_of("H14").shifts_on(TUESDAY) == ()
    calendars._kept.edition = kept  # a process that has not heard of it
    assert calendar_of("H14").shifts_on(TUESDAY) == OFFICE_DAY
    monkeypatch.setattr(calendars, "CHECK_EVERY_SECONDS", 0)
    assert calendar_of("H14").shifts_on(TUESDAY) == ()
    calendars.forget_calendars()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_trace():
    calendars.forget_calendars()
    with transaction.atomic():
        DayOverride.objects.create(day=TUESDAY, name="Nghỉ", known_at=AT, declared_by="x")
        calendars.renew_edition()
        assert calendar_of("H14").shifts_on(TUESDAY) == ()
        transaction.set_rollback(True)
    assert calendar_of("H14").shifts_on(TUESDAY) == OFFICE_DAY
