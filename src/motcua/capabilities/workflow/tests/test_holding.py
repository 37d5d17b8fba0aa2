"""Giving tasks to officers; holding, resuming and cancelling a run."""

import pytest

from motcua.capabilities.workflow.errors import ProcessIsSuspended, TaskAlreadyDone
from motcua.capabilities.workflow.models import ProcessRun
from motcua.capabilities.workflow.public import (
    assign_task,
    cancel_process,
    complete_task,
    open_task,
    open_tasks,
    resume_process,
    suspend_process,
    task_history,
)
from motcua.capabilities.workflow.tests.factories import AGENCY, at, published, side_by_side, started, task
from motcua.kernel import clock
from motcua.kernel.events.store import history_of
from motcua.registry.worktime.public import calendar_of

pytestmark = pytest.mark.django_db
CASE = "H14.31-261123-0001"


def kinds() -> list[str]:
    return [event.kind.removeprefix("workflow.") for event in history_of(CASE)]


def test_a_task_is_given_to_an_officer_and_back_to_the_role():
    started(published())
    pk = task(CASE, "receive").pk
    assign_task(pk, username="an", actor="head", at=at())
    assert open_task(pk).username == "an"
    assign_task(pk, username="", actor="head", at=at())
    assert open_task(pk).username is None
    assert kinds() == ["process_started", "task_assigned", "task_assigned"]


def test_a_task_done_is_not_given_away():
    started(published())
    pk = task(CASE, "receive").pk
    complete_task(pk, outcome="done", actor="an", at=at())
    with pytest.raises(TaskAlreadyDone):
        assign_task(pk, username="binh", actor="head", at=at())
    assert open_task(pk) is None


def test_cancelling_takes_all_open_tasks_away_once():
    started(published(side_by_side().text()))
    assert cancel_process(CASE, at=at(hour=10), actor="lead") == 2
    assert cancel_process(CASE, at=at(hour=11)) == 0
    assert open_tasks(CASE) == []
    run = ProcessRun.objects.get()
    assert (run.is_cancelled, run.ended_at) == (True, at(hour=10))
    assert [entry.cancelled_at for entry in task_history(CASE)] == [at(hour=10)] * 2
    assert (kinds(), history_of(CASE)[-1].is_cancelled) == (["process_started", "process_ended"], True)


def test_while_suspended_no_task_is_completed():
    started(published())
    assert suspend_process(CASE, at=at(hour=10)) is True
    assert suspend_process(CASE, at=at(hour=11)) is False
    with pytest.raises(ProcessIsSuspended, match="10:00 23/11/2026"):
        complete_task(task(CASE, "receive").pk, outcome="done", actor="an", at=at())
    assert open_tasks(CASE)[0].suspended_at == at(hour=10)


def test_a_resumed_task_keeps_the_working_time_it_had_left():
    started(published())
    assert clock.local(task(CASE, "receive").due_at) == at(hour=15)
    suspend_process(CASE, at=at(hour=11))
    assert resume_process(CASE, at=at(day=25, hour=16)) is True
    assert resume_process(CASE, at=at(day=25, hour=17)) is False
    (view,) = open_tasks(CASE)
    calendar = calendar_of(AGENCY)
    left = calendar.position(at(hour=15)) - calendar.position(at(hour=11))
    assert calendar.position(view.due_at) - calendar.position(at(day=25, hour=16)) == left == 120
    assert view.suspended_at is None
    assert history_of(CASE)[-1].offered[0]["due_at"] == clock.local(view.due_at).isoformat()
    assert kinds() == ["process_started", "process_suspended", "process_resumed"]


def test_a_task_that_was_late_before_stays_as_late():
    started(published())
    suspend_process(CASE, at=at(hour=16))
    resume_process(CASE, at=at(day=25))
    assert clock.local(open_tasks(CASE)[0].due_at) == at(hour=15)


def test_a_cancelled_run_is_not_resumed():
    started(published())
    suspend_process(CASE, at=at(hour=10))
    cancel_process(CASE, at=at(hour=11))
    assert resume_process(CASE, at=at(hour=12)) is False
    assert suspend_process("unknown", at=at()) is False


def test_statements_do_not_depend_on_the_number_of_tasks(django_assert_num_queries):
    calendar_of(AGENCY)
    started(published(side_by_side().text()))
    with django_assert_num_queries(4):
        suspend_process(CASE, at=at(hour=10))
    with django_assert_num_queries(5):
        resume_process(CASE, at=at(hour=11))
    pk = task(CASE, "a").pk
    with django_assert_num_queries(3):
        assign_task(pk, username="an", actor="head", at=at())
    with django_assert_num_queries(4):
        cancel_process(CASE, at=at(hour=12))
