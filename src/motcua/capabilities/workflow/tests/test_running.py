"""Starting a process and completing its steps."""

from datetime import timedelta
from itertools import count, pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.capabilities.workflow.errors import (
    BranchNotDecided,
    OutcomeNotOffered,
    ProcessAlreadyRunning,
    TaskAlreadyDone,
    TaskCancelled,
    TaskNotFound,
)
from motcua.capabilities.workflow.models import ProcessRun
from motcua.capabilities.workflow.public import (
    cancel_process,
    complete_task,
    open_tasks,
    publish_process,
    start_process,
    task_history,
)
from motcua.capabilities.workflow.tests.blocks import blocks, drawn
from motcua.capabilities.workflow.tests.factories import (
    AGENCY,
    Drawing,
    at,
    published,
    side_by_side,
    started,
    task,
    two_steps,
)
from motcua.capabilities.workflow.tests.oracle import Game
from motcua.kernel import clock
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.store import history_of
from motcua.registry.worktime.public import calendar_of

pytestmark = pytest.mark.django_db
NUMBERS = count()
CASE = "H14.31-261123-0001"
WALK = [
    ("receive", "done"),
    ("assign", "done"),
    ("process", "propose"),
    ("appraise", "redo"),
    ("process", "propose"),
    ("appraise", "agree"),
    ("sign", "sign"),
    ("give_back", "done"),
]


def done(key: str, outcome: str = "done", *, actor: str = "an", **more: object) -> list:
    return complete_task(task(CASE, key).pk, outcome=outcome, actor=actor, at=more.pop("at", at()), **more)


def test_a_case_goes_through_the_default_process_and_back_once():
    started(published())
    offered = [[view.key for view in done(key, outcome)] for key, outcome in WALK]
    assert offered == [[key] for key, _ in WALK[1:]] + [[]]
    run = ProcessRun.objects.get(subject=CASE)
    assert (run.ended_at, run.state, open_tasks(CASE)) == (at(), {"who": {"process": "an"}}, [])
    history = [(entry.key, entry.outcome.code, entry.done_by) for entry in task_history(CASE)]
    assert history == [(key, outcome, "an") for key, outcome in WALK]


def test_a_task_says_what_it_is_and_what_may_be_done():
    started(published())
    (view,) = open_tasks(CASE)
    assert (view.key, view.name, view.role, view.username) == ("receive", "Tiếp nhận hồ sơ", "receiver", None)
    assert (view.subject, view.agency_code, view.offered_at) == (CASE, AGENCY, at())
    assert [outcome.code for outcome in view.outcomes] == ["done"]
    assert view.moves == ("accept", "refuse_receipt", "request_supplement")


def test_a_task_is_due_after_its_working_hours():
    started(published())
    assert clock.local(task(CASE, "receive").due_at) == at(hour=15)
    (assign,) = done("receive", at=at(hour=16))
    assert clock.local(assign.due_at) == at(day=24, hour=10)


def test_no_task_is_due_after_the_moment_given():
    view = published()
    start_process(view.version_id, subject=CASE, agency_code=AGENCY, actor="citizen", at=at(), not_after=at(hour=10))
    assert task(CASE, "receive").due_at == at(hour=10)
    (assign,) = done("receive", not_after=at(day=30))
    assert clock.local(assign.due_at) == at(hour=15)


def test_a_step_without_an_allowance_is_due_at_the_moment_given_or_never():
    started(published(two_steps().text()))
    assert task(CASE, "a").due_at is None
    (after,) = done("a", not_after=at(day=30))
    assert after.due_at == at(day=30)


def test_the_next_task_can_be_given_to_an_officer_and_comes_back_to_who_did_it():
    started(published())
    done("receive")
    (process,) = done("assign", give_to={"process": "binh"})
    assert process.username == "binh"
    done("process", "propose", actor="chi")
    (again,) = done("appraise", "redo", actor="dung")
    assert (again.key, again.username) == ("process", "chi")


def test_a_step_of_a_unit_is_offered_to_that_unit():
    drawing = Drawing().ends()
    drawing.step("a", motcua__unit="PTC")
    started(published(drawing.line("start", "a", "end").text()))
    assert open_tasks(CASE)[0].unit_code == "PTC"


def test_steps_of_a_role_may_lie_at_another_agency():
    view, elsewhere = published(), {"receiver": "H14.05"}
    start_process(view.version_id, subject=CASE, agency_code=AGENCY, agencies=elsewhere, actor="citizen", at=at())
    assert open_tasks(CASE)[0].agency_code == "H14.05"
    (assign,) = done("receive")
    assert assign.agency_code == AGENCY
    entered, received = history_of(CASE)
    assert (entered.agency_code, entered.offered[0]["agency_code"]) == (AGENCY, "H14.05")
    assert (received.agency_code, received.offered[0]["agency_code"]) == ("H14.05", AGENCY)


def by_amount() -> str:
    """start → choice by amount → (big | small) → join of ways → late choice by urgency → end."""
    drawing = Drawing().ends()
    for key in ("big", "small", "fast"):
        drawing.step(key)
    drawing.choice("first", default="rest")
    drawing.choice("second", default="slow")
    drawing.flow("start", "first")
    drawing.flow("first", "big", "amount > 100")
    drawing.flow("first", "small", id="rest")
    drawing.line("big", "second").line("small", "second").line("fast", "end")
    drawing.flow("second", "fast", "urgent")
    drawing.flow("second", "end", id="slow")
    return drawing.text()


def test_branches_by_data_are_chosen_and_only_what_conditions_read_is_kept():
    started(published(by_amount()), amount=500, full_name="Nguyễn Văn An")
    assert [view.key for view in open_tasks(CASE)] == ["big"]
    assert ProcessRun.objects.get().state == {"at": ["big"], "data": {"amount": 500}}
    assert [view.key for view in done("big", data={"urgent": True, "phone": "0900"})] == ["fast"]


def test_missing_data_are_asked_for_and_leave_the_task_open():
    view = published(by_amount())
    with pytest.raises(BranchNotDecided, match="amount > 100"):
        started(view)
    started(view, amount=1)
    with pytest.raises(BranchNotDecided), transaction.atomic():
        done("small")
    assert [view.key for view in open_tasks(CASE)] == ["small"]


def test_parallel_branches_wait_for_each_other():
    started(published(side_by_side().text()))
    assert [view.key for view in open_tasks(CASE)] == ["a", "b"]
    assert done("b") == []
    assert ProcessRun.objects.get().state == {"at": ["a", "f8"]}
    assert [view.key for view in done("a")] == ["c"]


def test_a_process_that_needs_nobody_ends_at_once():
    drawing = Drawing().ends()
    drawing.choice("x", default="skip")
    drawing.step("a")
    drawing.line("start", "x").line("a", "end")
    drawing.flow("x", "a", "needed")
    drawing.flow("x", "end", id="skip")
    started(published(drawing.text()), needed=False)
    assert ProcessRun.objects.get().ended_at == at()
    assert [event.kind for event in history_of(CASE)] == ["workflow.process_started", "workflow.process_ended"]


def test_a_task_done_already_says_who_did_it_and_when():
    started(published())
    done("receive", actor="an")
    with pytest.raises(TaskAlreadyDone, match=r"«Tiếp nhận hồ sơ» đã được an hoàn thành lúc 09:00 23/11/2026"):
        done("receive")
    assert len(task_history(CASE)) == 2


def test_an_outcome_that_is_not_offered_is_refused_with_those_that_are():
    started(published(side_by_side().text()))
    done("a")
    done("b")
    with pytest.raises(OutcomeNotOffered, match="«Làm lại», «Đồng ý»"):
        done("c", "maybe")
    assert open_tasks(CASE)[0].key == "c"


def test_a_task_taken_back_cannot_be_done():
    started(published())
    cancel_process(CASE, at=at(hour=10))
    with pytest.raises(TaskCancelled, match="10:00 23/11/2026"):
        done("receive")


def test_an_unknown_task_is_not_found():
    with pytest.raises(TaskNotFound):
        complete_task(1, outcome="done", actor="an", at=at())


def test_a_case_goes_through_one_process_at_a_time():
    view = published()
    started(view)
    with pytest.raises(ProcessAlreadyRunning, match=CASE), transaction.atomic():
        started(view)
    cancel_process(CASE, at=at())
    started(view)


def test_each_step_leaves_one_event_with_the_tasks_it_offered():
    started(published())
    done("receive", give_to={"assign": "binh"})
    entered, received = history_of(CASE)
    (offered,) = received.offered
    assert (entered.kind, entered.offered[0]["key"]) == ("workflow.process_started", "receive")
    assert (received.key, received.outcome, received.actor, received.process_number) == ("receive", "done", "an", 1)
    assert (offered["id"], offered["username"]) == (task(CASE, "assign").pk, "binh")
    assert received.due_at - received.offered_at == timedelta(hours=6)


def test_the_end_is_an_event_of_its_own():
    started(published())
    for key, outcome in WALK:
        done(key, outcome)
    assert [event.kind for event in history_of(CASE)][-2:] == ["workflow.task_done", "workflow.process_ended"]
    assert len(history_of(CASE)) == len(WALK) + 2


def test_a_start_takes_three_statements_and_a_step_five(django_assert_num_queries):
    view = published()
    calendar_of(AGENCY)
    with django_assert_num_queries(3):
        started(view)
    for (key, outcome), following in pairwise([*WALK, (None, None)]):
        pk = task(CASE, key).pk
        with django_assert_num_queries(5 if following[0] else 4):
            complete_task(pk, outcome=outcome, actor="an", at=at())


def test_three_branches_take_no_more_statements_than_one(django_assert_num_queries):
    drawing = Drawing().ends()
    drawing.step("a")
    drawing.parallel("split")
    drawing.parallel("join")
    drawing.line("start", "a", "split").line("join", "end")
    for key in ("b", "c", "d"):
        drawing.step(key)
        drawing.line("split", key, "join")
    started(published(drawing.text()))
    pk = task(CASE, "a").pk
    with django_assert_num_queries(5):
        assert len(complete_task(pk, outcome="done", actor="an", at=at())) == 3


@pytest.mark.django_db(transaction=True)
def test_steps_refuse_to_run_without_a_transaction():
    with pytest.raises(NotInTransaction):
        complete_task(1, outcome="done", actor="an", at=at())
    with pytest.raises(NotInTransaction):
        start_process(1, subject=CASE, agency_code=AGENCY, actor="an", at=at())


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(block=blocks("sequence", "outcome", "parallel", "loop", max_leaves=6), choose=st.data())
def test_walks_through_the_database_follow_the_naive_game(block, choose):
    subject = f"S-{next(NUMBERS)}"
    view = publish_process(subject, drawn(block).text(), valid_from=at().date(), actor="admin", at=at())
    game = Game(view.machine.process)
    started(view, subject)
    for turn in range(300):
        waiting = open_tasks(subject)
        assert sorted(each.key for each in waiting) == game.open()
        if not waiting:
            break
        chosen = choose.draw(st.sampled_from(waiting))
        codes = [outcome.code for outcome in chosen.outcomes]
        code = choose.draw(st.sampled_from(codes)) if turn < 15 else codes[-1]
        complete_task(chosen.id, outcome=code, actor="an", at=at())
        game.complete(chosen.key, code)
    assert game.is_over()
    assert ProcessRun.objects.get(subject=subject).ended_at
