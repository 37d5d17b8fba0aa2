"""Each day from receipt to due says whether it counts, and why."""

from motcua.registry.worktime.queries.words import allowance_words, line_words, remaining_words
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.explanation import Why
from motcua.registry.worktime.rules.terms import DEFAULT, AfterSupplement, Policy
from motcua.registry.worktime.tests.factories import allowed, day, moment, national_calendar, stop

NATION = national_calendar()


def lines(amount, unit, received, stops=(), policy=DEFAULT):
    found = legal_clock(allowed(amount, unit), NATION, started_at=moment(received), stops=stops, policy=policy)
    return [(f"{line.day:%d/%m}", line.why, line.number) for line in found.lines]


def test_weekly_rest_and_holidays_are_named():
    assert lines(2, "working_day", "20/11/2026 16:00") == [
        ("20/11", Why.FIRST, None),
        ("21/11", Why.WEEKLY_REST, None),
        ("22/11", Why.WEEKLY_REST, None),
        ("23/11", Why.COUNTED, 1),
        ("24/11", Why.DECIDED_OFF, None),
        ("25/11", Why.COUNTED, 2),
    ]
    deadline = legal_clock(allowed(2, "working_day"), NATION, started_at=moment("20/11/2026 16:00"))
    holiday = deadline.lines[4]
    assert line_words(holiday) == "Ngày nghỉ: Ngày Văn hóa Việt Nam"
    assert holiday.legal_basis == "Nghị quyết 28/2026/QH16"
    assert [line.minutes for line in deadline.lines] == [60, 0, 0, 480, 0, 420]


def test_days_before_the_period_counts_say_so():
    assert lines(1, "working_day", "21/11/2026 09:00") == [
        ("21/11", Why.AFTER_HOURS, None),
        ("22/11", Why.AFTER_HOURS, None),
        ("23/11", Why.FIRST, None),
    ]


def test_a_stopped_day_is_told_apart():
    stops = [stop("17/11/2026 07:00", "18/11/2026 09:00")]
    assert lines(2, "working_day", "16/11/2026 09:00", stops) == [
        ("16/11", Why.FIRST, None),
        ("17/11", Why.STOPPED, None),
        ("18/11", Why.COUNTED, 1),
        ("19/11", Why.COUNTED, 2),
    ]


def test_calendar_days_count_days_off_and_move_on_at_the_end():
    stops = [stop("17/11/2026 09:00", "18/11/2026 09:00")]
    assert lines(4, "day", "16/11/2026 09:00", stops) == [
        ("16/11", Why.FIRST_NOT_COUNTED, None),
        ("17/11", Why.STOPPED, None),
        ("18/11", Why.COUNTED, 1),
        ("19/11", Why.COUNTED, 2),
        ("20/11", Why.COUNTED, 3),
        ("21/11", Why.COUNTED, 4),
        ("22/11", Why.MOVED_ON, None),
        ("23/11", Why.MOVED_ON, None),
    ]


def test_elapsed_hours_move_on_at_the_end():
    assert lines(24, "hour", "20/11/2026 09:00") == [
        ("20/11", Why.FIRST, None),
        ("21/11", Why.COUNTED, None),
        ("22/11", Why.MOVED_ON, None),
        ("23/11", Why.MOVED_ON, None),
    ]


def test_days_before_a_restart_do_not_count():
    policy = Policy(after_supplement=AfterSupplement.RESTARTS)
    stops = [stop("17/11/2026 09:00", "18/11/2026 09:00")]
    assert lines(2, "working_day", "16/11/2026 09:00", stops, policy) == [
        ("16/11", Why.RESTARTED, None),
        ("17/11", Why.RESTARTED, None),
        ("18/11", Why.FIRST, None),
        ("19/11", Why.COUNTED, 1),
        ("20/11", Why.COUNTED, 2),
    ]


def test_days_that_no_decision_has_fixed_yet_are_marked():
    deadline = legal_clock(allowed(2, "working_day"), NATION, started_at=moment("03/02/2027 09:00"))
    assert {line.day for line in deadline.lines if line.is_provisional} == {
        day(f"{n:02d}/02/2027") for n in range(4, 11)
    }


def test_what_is_left_is_told_in_working_time():
    due_at = moment("23/11/2026 11:00")
    assert remaining_words(NATION, moment("20/11/2026 16:40"), due_at) == "còn 4 giờ 20"
    assert remaining_words(NATION, moment("19/11/2026 09:00"), due_at) == "còn 2 ngày"
    assert remaining_words(NATION, moment("23/11/2026 10:15"), due_at) == "còn 45 phút"
    assert remaining_words(NATION, due_at, due_at) == "đến hạn"
    assert remaining_words(NATION, moment("23/11/2026 11:20"), due_at) == "quá hạn 20 phút"
    assert remaining_words(NATION, moment("23/11/2026 14:30"), due_at) == "quá hạn 1 giờ 30"
    assert remaining_words(NATION, moment("27/11/2026 11:00"), due_at) == "quá hạn 3 ngày"
    assert remaining_words(NATION, moment("22/11/2026 09:00"), moment("20/11/2026 17:00")) == "vừa quá hạn"


def test_an_allowance_is_told_with_its_own_unit():
    assert allowance_words(allowed(3, "working_day")) == "3 ngày làm việc"
    assert allowance_words(allowed("0.5", "day")) == "0,5 ngày"
    assert allowance_words(allowed("10.0", "month")) == "10 tháng"
