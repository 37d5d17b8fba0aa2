from datetime import date, timedelta

import pytest

from motcua.channels.desk.rules import Urgency, earliest, urgency_of
from motcua.kernel import clock

MONDAY = clock.at(date(2026, 11, 23), 10)


@pytest.mark.parametrize(
    ("due_at", "urgency"),
    [
        (MONDAY - timedelta(minutes=1), Urgency.LATE),
        (MONDAY, Urgency.TODAY),
        (clock.at(date(2026, 11, 23), 23, 59), Urgency.TODAY),
        (clock.at(date(2026, 11, 24)), Urgency.TOMORROW),
        (clock.at(date(2026, 11, 25)), Urgency.WEEK),
        (clock.at(date(2026, 11, 29), 23, 59), Urgency.WEEK),
        (clock.at(date(2026, 11, 30)), Urgency.LATER),
        (None, Urgency.LATER),
    ],
)
def test_urgency_goes_by_vietnamese_days(due_at, urgency):
    assert urgency_of(due_at, is_waiting=False, at=MONDAY) is urgency


def test_on_sunday_tomorrow_is_not_this_week():
    sunday = clock.at(date(2026, 11, 29), 10)
    assert urgency_of(clock.at(date(2026, 11, 30), 9), is_waiting=False, at=sunday) is Urgency.TOMORROW
    assert urgency_of(clock.at(date(2026, 12, 1), 9), is_waiting=False, at=sunday) is Urgency.LATER


def test_what_waits_for_somebody_else_is_not_late_by_us():
    assert urgency_of(MONDAY - timedelta(days=9), is_waiting=True, at=MONDAY) is Urgency.OTHERS


def test_the_limit_of_the_step_or_of_the_law_whichever_is_first():
    assert earliest(MONDAY, None, MONDAY - timedelta(days=1)) == MONDAY - timedelta(days=1)
    assert earliest(None, None) is None
