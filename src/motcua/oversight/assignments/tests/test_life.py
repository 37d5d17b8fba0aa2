"""A task's life: the table, who may make which move, what each must bring, one line a move."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.kernel.events.store import history_of
from motcua.oversight.assignments.actions.assigning import hand_out
from motcua.oversight.assignments.actions.moving import (
    Hand,
    accept_product,
    change_lead,
    report_progress,
    submit_product,
)
from motcua.oversight.assignments.errors import ChangedMeanwhile, FaultyEntry, LedAlready, MoveNotAllowed, OwnProduct
from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.queries.funnels import moves_of, visible_to
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.life import LIFE, Move, State, after, allowed_moves
from motcua.oversight.assignments.rules.rounds import Periodicity, due_days
from motcua.oversight.assignments.rules.sealing import covered, is_whole
from motcua.oversight.assignments.tests.factories import (
    COMMUNE,
    DAY,
    DEPARTMENT,
    HOME,
    JUNE,
    MARCH,
    OFFICE,
    OTHERS,
    PROVINCE,
    Home,
    done,
    make_assignment,
    make_move,
    make_office,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def test_what_the_table_does_not_know_is_refused_in_vietnamese():
    for state in State:
        for move in Move:
            if (state, move) in LIFE:
                assert after(state, move) == LIFE[state, move]
            else:
                with pytest.raises(MoveNotAllowed, match=r"không thể thực hiện «.+»"):
                    after(state, move)
        assert Move.GIVE not in allowed_moves(state)


def test_a_task_is_accepted_reported_on_handed_in_and_judged(office):
    row = make_assignment()
    for move in (Move.ACCEPT, Move.REPORT, Move.SUBMIT, Move.SEND_BACK, Move.SUBMIT, Move.ACCEPT_PRODUCT):
        row = make_move(row, move, at=MARCH)
    assert row.life is State.DONE
    lines = list(row.entries.order_by("number"))
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.kind for one in history_of(row.code)] == ["assignments.given", *["assignments.moved"] * 6]
    assert is_whole([(covered(line, row.code), line.digest) for line in lines])


def test_a_line_that_was_altered_later_shows(office):
    row = done(make_assignment(), at=MARCH)
    Entry.objects.filter(assignment=row, number=3).update(handed_in_on=date(2026, 1, 5))
    lines = list(row.entries.order_by("number"))
    assert not is_whole([(covered(line, row.code), line.digest) for line in lines])


def test_a_task_is_not_done_without_its_product(office):
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)
    with pytest.raises(FaultyEntry) as refused:
        submit_product(row, said=Said(), file=None, hand=Hand("tu.phap", 2), at=MARCH)
    assert "đính kèm" in refused.value.fields["file"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(assignment=row, number=2).update(move=Move.SUBMIT)


def test_whoever_belongs_to_the_lead_never_judges_its_product(office):
    row = make_move(make_move(make_assignment(), Move.ACCEPT, at=MARCH), Move.SUBMIT, at=MARCH)
    with pytest.raises(OwnProduct, match="không tự nghiệm thu"):
        accept_product(row, said=Said(), hand=Hand("tu.phap", 3), at=MARCH)
    assert Move.ACCEPT_PRODUCT not in moves_of(office.lead, row)
    assert Move.ACCEPT_PRODUCT in moves_of(office.giver, row)


def test_nobody_above_reports_in_the_leads_name(office):
    row = make_assignment()
    assert set(moves_of(office.giver, row)) == {Move.SUSPEND, Move.ADJUST, Move.REASSIGN}
    assert moves_of(office.lead, row) == [Move.ACCEPT]
    assert moves_of(office.stranger, row) == []
    assert moves_of(office.helper, row) == []


def test_an_agency_cannot_judge_itself_even_by_its_own_plan(office):
    own = Home("KH-2026-H14.05", DEPARTMENT, (2026, 2026), is_issued=True)
    assert make_assignment(home=own).supervisor_code == PROVINCE
    with pytest.raises(FaultyEntry) as refused:
        make_assignment(2, supervisor_code=DEPARTMENT)
    assert "không tự giám sát" in refused.value.fields["supervisor"]


def test_another_lead_takes_over_accepts_anew_and_the_line_keeps_who_led(office):
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)
    said, hand = Said(note="Sáp nhập phòng", new_lead=OFFICE), Hand("cai.cach", 2)
    row = change_lead(row, said=said, hand=hand, at=MARCH)
    assert (row.lead_code, row.co_codes, row.life) == (OFFICE, [], State.ASSIGNED)
    assert change_lead(row, said=said, hand=hand, at=MARCH).entries.count() == 3
    line = row.entries.get(number=3)
    assert (line.was_lead_code, line.lead_code, line.note) == (DEPARTMENT, OFFICE, "Sáp nhập phòng")
    assert moves_of(office.helper, row) == [Move.ACCEPT]
    assert moves_of(office.lead, row) == []
    lines = list(row.entries.order_by("number"))
    assert is_whole([(covered(one, row.code), one.digest) for one in lines])
    Entry.objects.filter(pk=line.pk).update(was_lead_code=COMMUNE)
    lines = list(row.entries.order_by("number"))
    assert not is_whole([(covered(one, row.code), one.digest) for one in lines])


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"new_lead": OFFICE}, "note", "lý do"),
        ({"note": "Vì", "new_lead": ""}, "new_lead", "chủ trì mới"),
        ({"note": "Vì", "new_lead": "H15.01"}, "new_lead", "chủ trì mới"),
        ({"note": "Vì", "new_lead": DEPARTMENT}, "new_lead", "đang chủ trì"),
        ({"note": "Vì", "new_lead": PROVINCE}, "new_lead", "giám sát"),
    ],
)
def test_another_lead_is_known_is_another_and_does_not_judge(office, said, field, words):
    row = make_assignment()
    with pytest.raises(FaultyEntry) as refused:
        change_lead(row, said=Said(**said), hand=Hand("cai.cach", 1), at=MARCH)
    assert words in refused.value.fields[field]


def test_one_work_has_one_lead(office):
    make_assignment(content="Rà soát văn bản")
    with pytest.raises(LedAlready, match="Sở Tư pháp chủ trì"):
        make_assignment(content="RÀ SOÁT  văn bản", lead_code=OFFICE, co_codes=())
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"content": ""}, "content", "nội dung"),
        ({"content": "x" * 4001}, "content", "4000 ký tự"),
        ({"product": ""}, "product", "sản phẩm"),
        ({"lead_code": ""}, "lead", "chủ trì"),
        ({"lead_code": "H15"}, "lead", "Không có cơ quan"),
        ({"co_codes": (DEPARTMENT,)}, "co", "phối hợp"),
        ({"ends_on": None}, "ends_on", "thời hạn"),
        ({"ends_on": date(2028, 1, 1)}, "ends_on", "2026–2026"),
        ({"area": "9"}, "area", "lĩnh vực"),
    ],
)
def test_what_cannot_be_given_is_said_at_its_field(office, changes, field, words):
    with pytest.raises(FaultyEntry) as refused:
        make_assignment(**changes)
    assert words in refused.value.fields[field]


@pytest.mark.parametrize("move", [Move.REPORT, Move.SEND_BACK, Move.SUSPEND, Move.ADJUST])
def test_a_move_that_says_nothing_is_refused_at_every_field(office, move):
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)
    if move is Move.SEND_BACK:
        row = make_move(row, Move.SUBMIT, at=MARCH)
    with pytest.raises(FaultyEntry) as refused:
        OTHERS[move](row, said=Said(), hand=Hand("cai.cach", row.entries.count()), at=MARCH)
    assert "note" in refused.value.fields
    assert row.entries.count() == (3 if move is Move.SEND_BACK else 2)


def test_an_adjusted_deadline_keeps_the_old_one_and_its_decision(office):
    row = make_move(make_assignment(), Move.ADJUST, at=MARCH, due_on=JUNE + 30 * DAY)
    line = row.entries.get(move=Move.ADJUST)
    assert (line.was_due_on, line.due_on, row.due_on) == (JUNE, JUNE + 30 * DAY, JUNE + 30 * DAY)
    assert (line.document_number, line.agency_code) == ("15/QĐ-UBND", PROVINCE)
    with pytest.raises(FaultyEntry) as refused:
        make_move(row, Move.ADJUST, at=MARCH, due_on=date(2026, 2, 1))
    assert "đã qua" in refused.value.fields["new_due_on"]


def test_the_same_click_twice_is_written_once_and_an_older_page_is_told(office):
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)
    said = Said(note="Đã xong một nửa", percent=50)
    for _ in range(2):
        report_progress(row, said=said, hand=Hand("tu.phap", 2), at=MARCH)
    assert row.entries.count() == 3
    with pytest.raises(ChangedMeanwhile, match="Người khác vừa ghi"):
        report_progress(row, said=Said(note="Khác", percent=60), hand=Hand("tu.phap", 2), at=MARCH)


def test_a_periodic_task_is_done_when_its_last_round_is_judged(office):
    row = make_assignment(periodicity=Periodicity.QUARTERLY, ends_on=date(2026, 12, 15))
    assert due_days(Periodicity.QUARTERLY, row.starts_on, row.ends_on) == (
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 15),
    )  # fmt: skip
    row = make_move(row, Move.ACCEPT, at=MARCH)
    for turn, day in enumerate((date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 15), None), start=2):
        row = make_move(make_move(row, Move.SUBMIT, at=MARCH), Move.ACCEPT_PRODUCT, at=MARCH)
        if day:
            assert (row.life, row.round_number, row.due_on) == (State.IN_PROGRESS, turn, day)
    assert row.life is State.DONE


@pytest.mark.parametrize("periodicity", list(Periodicity))
def test_rounds_come_in_order_and_end_with_the_whole(periodicity):
    for days in range(0, 800, 37):
        ends_on = date(2026, 1, 1) + timedelta(days=days)
        found = due_days(periodicity, date(2026, 1, 1), ends_on)
        assert found[-1] == ends_on
        assert list(found) == sorted(set(found))


def test_a_draft_lies_on_nobodys_desk_until_its_plan_is_issued(office):
    waiting = Home("KH-2026-DT", PROVINCE, (2026, 2026), is_issued=False)
    row = make_assignment(home=waiting)
    assert (row.life, row.entries.count()) == (State.PREPARED, 0)
    assert not visible_to(office.lead).exists()
    assert visible_to(office.giver).get() == row
    assert [hand_out("KH-2026-DT", officer="cai.cach", at=MARCH) for _ in range(2)] == [1, 0]
    assert visible_to(office.lead).get().life is State.ASSIGNED
    assert [one.kind for one in history_of("KH-2026-DT")] == ["assignments.handed_out"]


def test_numbers_go_on_and_codes_name_the_plan(office):
    rows = [make_assignment(number, lead_code=COMMUNE if number % 2 else DEPARTMENT) for number in range(1, 4)]
    assert [row.code for row in rows] == [f"{HOME.plan_code}.{number:03}" for number in (1, 2, 3)]
