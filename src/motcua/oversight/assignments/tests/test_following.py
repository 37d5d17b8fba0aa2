"""What follows: desks filled by issuing, people told once, reminders, objections before a plan is issued."""

from datetime import date

import pytest
from django.db import transaction

from motcua.capabilities.notifications.public import inbox_of
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.events.store import record
from motcua.kernel.questions import ask
from motcua.oversight.assignments.actions.moving import Hand, change_lead
from motcua.oversight.assignments.actions.reminding import remind_of_deadlines
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.rules.drafts import Home
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.life import Move, State
from motcua.oversight.assignments.tests.factories import (
    COMMUNE,
    DAY,
    DEPARTMENT,
    JUNE,
    MARCH,
    OFFICE,
    PLAN,
    PROVINCE,
    make_assignment,
    make_move,
    make_office,
)
from motcua.oversight.reform.events import PlanIssued
from motcua.oversight.reform.public import Objections, Serving
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = Home(PLAN, PROVINCE, (2026, 2026), is_issued=False)


def say(event: Event) -> None:
    with transaction.atomic():
        record(event)


def told(username: str) -> list[str]:
    return [notice.subject for notice in inbox_of(username, limit=20)]


def test_issuing_a_plan_fills_desks_and_tells_each_lead_once():
    make_office()
    for number in (1, 2):
        make_assignment(number, home=DRAFT)
    issued = PlanIssued(subject=PLAN, agency_code=PROVINCE, at=MARCH, actor="cai.cach", edition=1, year_from=2026,
                        year_to=2026, targets=1)  # fmt: skip
    with clock.frozen(MARCH):
        say(issued)
        run_until_idle()
        run_until_idle()
    assert {row.life for row in Assignment.objects.all()} == {State.ASSIGNED}
    assert told("tu.phap") == [f"2 nhiệm vụ mới của kế hoạch {PLAN}"]


def test_both_leads_hear_that_one_takes_over():
    make_office()
    with clock.frozen(MARCH):
        row = make_assignment()
        run_until_idle()
        change_lead(row, said=Said(note="Đúng việc hơn", new_lead=OFFICE), hand=Hand("cai.cach", 1), at=MARCH)
        run_until_idle()
        run_until_idle()
    assert told("tu.phap")[0] == f"Cơ quan bạn thôi chủ trì: {row.code}"
    assert told("noi.vu") == [f"Cơ quan bạn được giao chủ trì thay: {row.code}"]


def test_who_judges_hears_of_a_product_and_the_lead_of_the_judgement():
    make_office()
    with clock.frozen(MARCH):
        row = make_assignment()
        run_until_idle()
        for move in (Move.ACCEPT, Move.REPORT, Move.SUBMIT, Move.SEND_BACK):
            row = make_move(row, move, at=MARCH)
        run_until_idle()
    assert told("cai.cach") == [f"Nộp sản phẩm: {row.code}"]
    assert f"Trả lại sản phẩm: {row.code}" in told("tu.phap")
    assert told("nguoi.la") == []


def test_a_lead_is_reminded_a_week_and_a_day_before_and_once_when_it_is_overdue():
    make_office()
    row = make_assignment()
    counts = []
    for day in (JUNE - 20 * DAY, JUNE - 7 * DAY, JUNE - 5 * DAY, JUNE - DAY, JUNE, JUNE + DAY, JUNE + 9 * DAY):
        counts.append(remind_of_deadlines(at=clock.at(day, 7)))
    assert counts == [0, 1, 0, 1, 0, 1, 0]
    with clock.frozen(clock.at(JUNE + 9 * DAY)):
        run_until_idle()
    assert {f"Nhiệm vụ {row.code} đã quá hạn", f"Nhiệm vụ {row.code} sắp đến hạn: còn 7 ngày"} <= set(told("tu.phap"))


def test_nobody_is_reminded_of_what_waits_to_be_judged_and_another_deadline_is_reminded_anew():
    make_office()
    waiting = make_move(make_move(make_assignment(1), Move.ACCEPT, at=MARCH), Move.SUBMIT, at=MARCH)
    moved = make_assignment(2)
    assert remind_of_deadlines(at=clock.at(JUNE + DAY)) == 1
    make_move(moved, Move.ADJUST, at=clock.at(JUNE + DAY, 9), due_on=JUNE + 10 * DAY)
    assert remind_of_deadlines(at=clock.at(JUNE + 4 * DAY)) == 1
    assert waiting.reminders.count() == 0


def kinds(code: str) -> dict[str, tuple[str, ...]]:
    return {one.kind: one.subject_codes for answers in ask(Objections(code)) for one in answers}


def test_a_task_without_a_target_and_a_target_without_a_task_are_named_before_issuing():
    make_office()
    plan = make_plan(PLAN, issued=False)
    for number in (1, 2):
        make_target(plan, number)
    make_assignment(1, home=DRAFT, target_code=f"{PLAN}.01")
    make_assignment(2, home=DRAFT, target_code="")
    found = kinds(PLAN)
    assert found["task_without_target"] == (f"{PLAN}.002",)
    assert found["target_without_task"] == (f"{PLAN}.02",)
    assert ask(Serving(f"{PLAN}.01"))[0] == {"1 nhiệm vụ phục vụ chỉ tiêu này": f"/nhiem-vu/?chi-tieu={PLAN}.01"}
    assert ask(Serving("không có"))[0] == {}


def test_a_units_plan_that_misses_a_provincial_task_is_stopped():
    make_office()
    issue(make_plan(PLAN, issued=False))
    mine, other = make_assignment(1), make_assignment(2, lead_code=COMMUNE)
    own = Home("KH-2026-H14.05", DEPARTMENT, (2026, 2026), is_issued=False)
    make_plan(own.plan_code, agency=DEPARTMENT, issued=False, parent_code=PLAN, level="department")
    found = {one.kind: one for answers in ask(Objections(own.plan_code)) for one in answers}
    assert found["misses_provincial_task"].subject_codes == (mine.code,)
    assert found["misses_provincial_task"].weight == "stops"
    assert other.code not in found["misses_provincial_task"].text
    make_assignment(1, home=own, implements_code=mine.code)
    assert "misses_provincial_task" not in kinds(own.plan_code)


def test_a_deadline_lies_within_the_day_it_names():
    make_office()
    make_assignment(ends_on=date(2026, 3, 3))
    assert remind_of_deadlines(at=clock.at(date(2026, 3, 3), 23, 59)) == 1
    assert remind_of_deadlines(at=clock.at(date(2026, 3, 4), 0, 0)) == 1
