import threading
from datetime import timedelta

import pytest

from motcua.kernel import clock
from motcua.kernel.events.tests.factories import AT, in_thread
from motcua.kernel.jobs import schedule
from motcua.kernel.jobs.models import JobTurn
from motcua.kernel.jobs.schedule import REPEATED_AFTER, job, run_due_jobs

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_other_jobs():
    others = dict(schedule._jobs)
    schedule._jobs.clear()
    yield
    schedule._jobs.clear()
    schedule._jobs.update(others)


@pytest.fixture
def turns():
    return []


@pytest.fixture
def daily(turns):
    @job(every=DAY)
    def count_turns(at):
        turns.append(at)

    return count_turns


def run_at(at):
    with clock.frozen(at):
        return run_due_jobs()


def test_a_job_runs_at_once_and_then_when_its_turn_comes(daily, turns):
    assert [run_at(AT), run_at(AT + DAY - timedelta(seconds=1)), run_at(AT + DAY)] == [1, 0, 1]
    assert turns == [AT, AT + DAY]
    turn = JobTurn.objects.get()
    assert (turn.next_at, turn.last_started_at, turn.last_error) == (AT + 2 * DAY, AT + DAY, "")


@pytest.mark.race
def test_two_workers_run_one_turn_once(daily, turns):
    start = threading.Barrier(4)

    def work():
        start.wait()
        run_due_jobs()

    threads = [in_thread(work) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert len(turns) == 1


def test_a_failed_turn_is_repeated_soon_and_its_error_is_kept(turns):
    @job(every=DAY)
    def breaks_once(at):
        turns.append(at)
        if len(turns) == 1:
            raise ValueError("no paper")

    assert run_at(AT) == 1
    assert JobTurn.objects.get().last_error == "ValueError: no paper"
    assert [run_at(AT + timedelta(minutes=1)), run_at(AT + REPEATED_AFTER)] == [0, 1]
    turn = JobTurn.objects.get()
    assert (turn.next_at, turn.last_error) == (AT + REPEATED_AFTER + DAY, "")


def test_a_turn_whose_worker_died_is_repeated(turns):
    class Killed(BaseException):
        pass

    @job(every=DAY)
    def dies_once(at):
        turns.append(at)
        if len(turns) == 1:
            raise Killed

    with pytest.raises(Killed):
        run_at(AT)
    assert [run_at(AT + timedelta(minutes=1)), run_at(AT + REPEATED_AFTER)] == [0, 1]


def test_one_broken_job_does_not_stop_the_next(daily, turns):
    @job(every=timedelta(minutes=1))
    def always_breaks(_at):
        raise ValueError

    assert run_at(AT) == 2
    assert turns == [AT]


def test_a_job_that_is_gone_from_the_code_is_left_alone():
    JobTurn.objects.create(name="some.gone.job", next_at=AT)
    assert run_at(AT) == 0
