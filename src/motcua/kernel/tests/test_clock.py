from datetime import UTC, date, datetime, timedelta
from threading import Thread

from motcua.kernel import clock

NEW_YEAR = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)


def test_the_day_is_that_of_vietnam():
    with clock.frozen(NEW_YEAR):
        assert clock.now() == NEW_YEAR
        assert clock.today() == date(2027, 1, 1)
    assert clock.local(NEW_YEAR).isoformat() == "2027-01-01T00:30:00+07:00"


def test_a_wall_clock_time_is_a_moment():
    assert clock.at(date(2027, 1, 1), 0, 30) == NEW_YEAR


def test_now_is_aware_and_runs_again_after_it_was_frozen():
    with clock.frozen(NEW_YEAR), clock.frozen(NEW_YEAR + timedelta(hours=1)):
        assert clock.now() == NEW_YEAR + timedelta(hours=1)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.now().tzinfo is UTC


def test_a_frozen_clock_stands_still_in_its_own_thread_only():
    seen = []
    with clock.frozen(NEW_YEAR):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NEW_YEAR
