import threading
from datetime import timedelta

import pytest
from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.tests.factories import AT, in_thread
from motcua.kernel.events.tests.opposite import somebody_opposite
from motcua.kernel.jobs import schedule
from motcua.kernel.jobs.models import JobTurn
from motcua.kernel.jobs.schedule import LEASE, REPEATED_AFTER, give_up, job, run_due_jobs, run_turn, take_due

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
    assert [run_at(AT + timedelta(minutes=1)), run_at(AT + LEASE)] == [0, 1]


def test_as_long_as_its_process_lives_no_other_worker_takes_the_turn(turns, monkeypatch):
    """However long it takes: the lease goes on while the job waits for it to do so."""
    monkeypatch.setattr(schedule, "RENEWED_EVERY_SECONDS", 0.01)
    until = []

    @job(every=DAY, is_long=True)
    def takes_long(at):
        turns.append(at)
        first = JobTurn.objects.get().next_at
        wait_until(lambda: JobTurn.objects.get().next_at > first)
        until.append(JobTurn.objects.get().next_at - first)

    assert run_due_jobs() == 1
    assert until[0] > timedelta(0)
    assert JobTurn.objects.get().next_at == turns[0] + DAY


def test_a_lease_that_was_lost_is_not_taken_back(turns, monkeypatch):
    monkeypatch.setattr(schedule, "RENEWED_EVERY_SECONDS", 0.01)

    @job(every=DAY)
    def loses_it(at):
        JobTurn.objects.update(next_at=AT + DAY)
        wait_until(lambda: not any(thread.name == "lease" for thread in threading.enumerate()))
        turns.append(JobTurn.objects.get().next_at)

    run_due_jobs()
    assert turns == [AT + DAY]


def test_long_and_short_jobs_are_taken_apart(daily):
    @job(every=DAY, is_long=True)
    def takes_long(_at):
        pass

    with clock.frozen(AT):
        assert [turn.name.rpartition(".")[2] for turn in take_due(is_long=True)] == ["takes_long"]
        assert [turn.name.rpartition(".")[2] for turn in take_due(is_long=False)] == ["count_turns"]
        assert list(take_due()) == []


def test_what_was_not_asked_for_is_left_to_other_workers():
    for number in range(3):

        def nothing(_at):
            pass

        nothing.__name__ = f"nothing_{number}"
        job(every=DAY, is_long=True)(nothing)
    with clock.frozen(AT):
        first = next(take_due(is_long=True))
        assert len({first.name, *(turn.name for turn in take_due())}) == 3


def test_one_whose_process_died_says_so_and_is_repeated_like_one_that_failed(daily, turns):
    with clock.frozen(AT):
        (turn,) = take_due()
        give_up(turn, "it was killed")
    kept = JobTurn.objects.get()
    assert (kept.last_error, kept.next_at, kept.last_ended_at) == ("it was killed", AT + REPEATED_AFTER, AT)
    assert turns == []


def test_one_that_had_ended_before_its_process_died_is_not_repeated(daily, turns):
    with clock.frozen(AT):
        (turn,) = take_due()
        run_turn(turn)
        give_up(turn, "it was killed")
    assert (JobTurn.objects.get().last_error, JobTurn.objects.get().next_at) == ("", AT + DAY)


def wait_until(is_so):
    for _turn in range(12_000):
        if is_so():
            return
        threading.Event().wait(0.005)
    raise AssertionError("it never was")


def test_one_broken_job_does_not_stop_the_next(daily, turns):
    @job(every=timedelta(minutes=1))
    def always_breaks(_at):
        raise ValueError

    assert run_at(AT) == 2
    assert turns == [AT]


def test_a_job_that_is_gone_from_the_code_is_left_alone():
    JobTurn.objects.create(name="some.gone.job", next_at=AT)
    assert run_at(AT) == 0


def test_a_job_that_was_broken_off_in_a_deadlock_is_repeated_soon(turns):
    @job(every=DAY)
    def write(at):
        with transaction.atomic():
            if not turns:
                turns.append("broken off")
                meet()
            turns.append(at)

    with somebody_opposite() as meet:
        run_at(AT)
    assert "deadlock detected" in JobTurn.objects.get().last_error
    run_at(AT + REPEATED_AFTER)
    assert turns == ["broken off", AT + REPEATED_AFTER]
