"""What waits for an officer."""

import pytest

from motcua.capabilities.workflow.models import Task
from motcua.capabilities.workflow.public import (
    assign_task,
    complete_task,
    inbox,
    inbox_count,
    open_tasks_of,
    process_version,
    suspend_process,
    task_history,
)
from motcua.capabilities.workflow.tests.factories import AGENCY, Drawing, at, published, started, task, two_steps

pytestmark = pytest.mark.django_db
RECEIVER = {"receiver": [AGENCY]}


def subjects(**question: object) -> list[str]:
    question = {"username": "an", "agency_codes_by_role": RECEIVER, **question}
    assert inbox_count(**question) == len(inbox(**question))
    return [view.subject for view in inbox(**question)]


def test_an_officer_sees_tasks_of_his_roles_at_his_agencies_and_no_others():
    view = published()
    started(view, "S-1")
    started(view, "S-2", agency_code="H14.32")
    assert subjects() == ["S-1"]
    assert subjects(agency_codes_by_role={"head": [AGENCY]}) == []
    assert subjects(agency_codes_by_role={"receiver": [AGENCY, "H14.32"], "head": []}) == ["S-1", "S-2"]
    assert subjects(agency_codes_by_role={}) == []


def test_a_task_given_to_one_officer_leaves_the_others_inboxes():
    started(published(), "S-1")
    assign_task(task("S-1", "receive").pk, username="binh", actor="head", at=at())
    assert subjects(username="binh", agency_codes_by_role={}) == ["S-1"]
    assert subjects() == []
    assert subjects(username="") == []


def test_tasks_of_other_units_are_hidden():
    drawing = Drawing().ends()
    drawing.step("a", motcua__unit="PTC", motcua__role="receiver")
    started(published(drawing.line("start", "a", "end").text(), code="x"), "S-1")
    started(published(), "S-2")
    assert subjects(unit_codes=["PTC"]) == ["S-1", "S-2"] or subjects(unit_codes=["PTC"]) == ["S-2", "S-1"]
    assert subjects(unit_codes=["PKT"]) == ["S-2"]
    assert len(subjects()) == 2


def test_done_cancelled_and_suspended_tasks_are_not_waiting():
    view = published()
    for number in range(1, 4):
        started(view, f"S-{number}")
    complete_task(task("S-1", "receive").pk, outcome="done", actor="an", at=at())
    suspend_process("S-2", at=at())
    assert subjects() == ["S-3"]
    assert subjects(suspended=True) == ["S-2"]
    assert subjects(suspended=None) == ["S-2", "S-3"]


def test_the_most_urgent_comes_first_and_what_has_no_date_last():
    view = published()
    for number, day in enumerate((26, 24, None, 25)):
        started(view, f"S-{number}")
        Task.objects.filter(subject=f"S-{number}").update(due_at=at(day) if day else None)
    assert subjects() == ["S-1", "S-3", "S-0", "S-2"]
    assert [view.subject for view in inbox(username="an", agency_codes_by_role=RECEIVER, limit=2, offset=1)] == [
        "S-3",
        "S-0",
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_one_statement_for_any_number_of_rows(django_assert_num_queries, count):
    view = published()
    names = [f"S-{number}" for number in range(count)]
    for name in names:
        started(view, name)
    process_version(view.version_id)
    with django_assert_num_queries(1):
        assert len(inbox(username="an", agency_codes_by_role=RECEIVER)) == count
    with django_assert_num_queries(1):
        assert sum(map(len, open_tasks_of(names).values())) == count
    with django_assert_num_queries(1):
        assert len(task_history("S-0")) == 1


def test_open_tasks_are_listed_for_every_subject_asked():
    started(published(two_steps().text()), "S-1")
    found = open_tasks_of(["S-1", "S-2"])
    assert [view.key for view in found["S-1"]] == ["a"]
    assert found["S-2"] == []
