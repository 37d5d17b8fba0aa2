"""Real threads, real transactions: the row of the run decides."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from motcua.capabilities.workflow.errors import ProcessAlreadyRunning, TaskAlreadyDone, TaskCancelled
from motcua.capabilities.workflow.models import ProcessRun, Task
from motcua.capabilities.workflow.public import assign_task, cancel_process, complete_task, open_tasks, task_history
from motcua.capabilities.workflow.tests.factories import at, published, side_by_side, started, task
from motcua.kernel.errors import DomainError
from motcua.kernel.events.store import history_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 12


def together(*moves: Callable[[], object]) -> list[object]:
    """What each move answers or is refused with, all begun at the same moment, each in its own transaction."""
    barrier = Barrier(len(moves))

    def run(move: Callable[[], object]) -> object:
        try:
            with transaction.atomic():
                barrier.wait()
                return move()
        except DomainError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(moves)) as pool:
        return list(pool.map(run, moves))


def enter(subject: str, view) -> None:
    with transaction.atomic():
        started(view, subject)


def completing(subject: str, key: str, actor: str) -> Callable[[], object]:
    pk = task(subject, key).pk
    return lambda: complete_task(pk, outcome="done", actor=actor, at=at())


def test_of_two_who_complete_a_task_exactly_one_wins():
    view = published()
    for number in range(ROUNDS):
        subject = f"S-{number}"
        enter(subject, view)
        answers = together(completing(subject, "receive", "an"), completing(subject, "receive", "binh"))
        (refused,) = [answer for answer in answers if isinstance(answer, TaskAlreadyDone)]
        winner = task_history(subject)[0].done_by
        assert f"được {winner} hoàn thành" in str(refused)
        assert [each.key for each in open_tasks(subject)] == ["assign"]
        assert len(history_of(subject)) == 2


def test_two_branches_completed_at_once_are_joined_once():
    view = published(side_by_side().text())
    for number in range(ROUNDS):
        subject = f"S-{number}"
        enter(subject, view)
        answers = together(completing(subject, "a", "an"), completing(subject, "b", "binh"))
        assert sorted(map(len, answers)) == [0, 1]
        assert [each.key for each in open_tasks(subject)] == ["c"]


def test_a_completion_and_a_cancellation_never_lock_each_other_out():
    view = published()
    for number in range(ROUNDS):
        subject = f"S-{number}"
        enter(subject, view)
        first, second = together(
            completing(subject, "receive", "an"), lambda subject=subject: cancel_process(subject, at=at())
        )
        assert second == 1
        assert isinstance(first, TaskCancelled | list)
        assert not Task.objects.filter(Task.OPEN, subject=subject).exists()
        assert ProcessRun.objects.get(subject=subject).is_cancelled


def test_a_task_is_never_given_away_while_it_is_completed():
    view = published()
    for number in range(ROUNDS):
        subject = f"S-{number}"
        enter(subject, view)
        pk = task(subject, "receive").pk
        _, given = together(
            completing(subject, "receive", "an"),
            lambda pk=pk: assign_task(pk, username="binh", actor="head", at=at()),
        )
        row = Task.objects.get(pk=pk)
        assert row.done_by == "an"
        assert row.username == ("" if isinstance(given, TaskAlreadyDone) else "binh")


def test_of_two_starts_for_one_subject_exactly_one_wins():
    view = published()
    for number in range(ROUNDS):
        subject = f"S-{number}"
        answers = together(*[lambda subject=subject: started(view, subject)] * 2)
        assert sum(isinstance(answer, ProcessAlreadyRunning) for answer in answers) == 1
        assert len(open_tasks(subject)) == 1
