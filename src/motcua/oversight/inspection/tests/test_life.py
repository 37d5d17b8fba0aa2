"""An inspection from its plan to the last remedy, by actions: who may, in which order, once."""

from datetime import date
from uuid import uuid4

import pytest

from motcua.casework.dossiers.tests.factories import COMMUNE, DEPARTMENT, ELSEWHERE, PDF
from motcua.kernel.events.store import history_of
from motcua.kernel.files.store import store_file
from motcua.oversight.inspection import errors
from motcua.oversight.inspection.actions.planning import issue_plan
from motcua.oversight.inspection.actions.remedying import Seen, answer_remedy, ask_remedy, judge_answer, record_finding
from motcua.oversight.inspection.actions.sampling import Said, Wish, draw_sample, judge_dossier
from motcua.oversight.inspection.actions.visiting import move_inspection, open_inspection
from motcua.oversight.inspection.models import Inspection, Remedy
from motcua.oversight.inspection.queries.frames import frame_of
from motcua.oversight.inspection.queries.ratios import digital_share, planned_share, remedies_open
from motcua.oversight.inspection.rules.life import (
    LIFE,
    REMEDY_LIFE,
    Move,
    RemedyMove,
    RemedyState,
    State,
    after,
    allowed_moves,
    remedy_after,
)
from motcua.oversight.inspection.rules.words import Mode, Severity, Strata, Verdict
from motcua.oversight.inspection.tests.conftest import NOW, PROVINCE
from motcua.oversight.reform.public import MeasureKind, Outcome, results_of, targets_of
from motcua.oversight.reform.tests.factories import issue as issue_promises
from motcua.oversight.reform.tests.factories import make_plan, make_target

pytestmark = pytest.mark.django_db
BY_HEAD = {"officer": "truong.doan", "at": NOW}


def test_the_tables_of_moves_are_the_only_ways():
    for state in State:
        for move in Move:
            if (state, move) in LIFE:
                assert after(state, move) is LIFE[state, move]
                assert move in allowed_moves(state)
            else:
                with pytest.raises(errors.MoveNotAllowed):
                    after(state, move)
    for state in RemedyState:
        for move in RemedyMove:
            if (state, move) not in REMEDY_LIFE:
                with pytest.raises(errors.MoveNotAllowed):
                    remedy_after(state, move)


def test_a_plan_tells_whom_it_names_of_how_many(scene):
    plan = scene.issued()
    share = planned_share(plan, plan.agencies.count())
    assert (share.numerator, share.denominator, str(share.value)) == (1, 3, "33.33")
    assert [one.kind for one in history_of(f"inspection-plan:{plan.pk}")] == [
        "inspection.plan_drafted",
        "inspection.plan_issued",
    ]
    with pytest.raises(errors.MoveNotAllowed):
        issue_plan(plan, officer="chu.tich", at=NOW)


def test_a_plan_is_checked_and_written_once(scene):
    key = uuid4()
    one = scene.plan(key=key, number="9/KH-UBND")
    assert scene.plan(key=key, number="9/KH-UBND") == one
    with pytest.raises(errors.NumberTaken, match="số 9/KH-UBND của năm 2026"):
        scene.plan(number="9/KH-UBND")
    with pytest.raises(errors.UnitsMissing):
        scene.plan(agencies={})
    with pytest.raises(errors.NotBelow):
        scene.plan(agencies={PROVINCE: None})
    with pytest.raises(errors.FieldsMissing, match="số kế hoạch"):
        scene.plan(number="  ")
    with pytest.raises(errors.AnotherYear):
        scene.plan(signed_on=date(2020, 1, 1))


@pytest.mark.parametrize("who", ["chuyen.vien", "lanh.dao"])
def test_nobody_inspects_his_own_agency(scene, who):
    with pytest.raises(errors.OwnAgency, match="đang công tác tại đơn vị được kiểm tra"):
        scene.opened(members=(who,))
    with pytest.raises(errors.OwnAgency):
        scene.opened(head=who)
    assert not Inspection.objects.exists()


def test_a_team_is_of_officers(scene):
    with pytest.raises(errors.TeamFaulty, match=r"ai\.do"):
        scene.opened(members=("ai.do",))
    with pytest.raises(errors.TeamFaulty):
        scene.opened(head="")


def test_an_inspection_is_opened_once_under_an_issued_plan(scene):
    plan = scene.plan()
    with pytest.raises(errors.MoveNotAllowed):
        scene.opened(plan=plan)
    plan, key = issue_plan(plan, officer="chu.tich", at=NOW), uuid4()
    one = open_inspection(plan, scene.visit(), key=key, officer="chu.tich", at=NOW)
    assert open_inspection(plan, scene.visit(), key=key, officer="chu.tich", at=NOW) == one
    other = open_inspection(plan, scene.visit(inspected_code=ELSEWHERE), key=uuid4(), officer="chu.tich", at=NOW)
    assert (one.number, one.is_planned, other.number, other.is_planned) == (1, True, 2, False)
    with pytest.raises(errors.PeriodFaulty):
        scene.opened(plan=plan, first_on=date(2026, 4, 1))
    with pytest.raises(errors.NotBelow):
        scene.opened(plan=plan, inspected_code="H14.99")


def test_the_frame_is_what_the_agency_took_in_and_the_officer_may_see(scene):
    inspection = scene.under_way()
    frame = frame_of(scene.head, inspection, Strata.STANDING, at=NOW)
    assert {unit.code for unit in frame} == {one.code for one in scene.dossiers}
    assert sorted(unit.stratum for unit in frame) == ["on_time", "overdue", "overdue", "overdue"]
    assert {unit.stratum for unit in frame_of(scene.head, inspection, Strata.PROCEDURE, at=NOW)} == {"1.001193"}
    with pytest.raises(errors.DossiersNotSeen):
        frame_of(scene.cast.stranger, inspection, Strata.NONE, at=NOW)
    empty = scene.opened(inspected_code=DEPARTMENT)
    with pytest.raises(errors.NothingToSample, match="Sở Tư pháp"):
        frame_of(scene.head, empty, Strata.NONE, at=NOW)


def drawn(scene, inspection, *, seed="23", size=2):
    frame = frame_of(scene.head, inspection, Strata.STANDING, at=NOW)
    return draw_sample(inspection, frame, Wish(seed, size, Strata.STANDING), **BY_HEAD)


def judged(inspection, draw, verdict=Verdict.MET):
    items = inspection.checklist.items.filter(is_per_dossier=True)
    for one in draw.dossiers.all():
        judge_dossier(one, {item.pk: Said(verdict, "") for item in items}, **BY_HEAD)


def test_a_draw_is_kept_with_seed_and_frame_and_made_once(scene):
    inspection = scene.under_way()
    draw = drawn(scene, inspection)
    assert drawn(scene, inspection) == draw
    assert drawn(scene, inspection, seed="24").number == 2
    assert (draw.algorithm, draw.frame_count, draw.dossiers.count()) == ("sha256-rank/1", 4, 2)
    assert sorted(draw.dossiers.values_list("stratum", flat=True)) == ["on_time", "overdue"]
    with pytest.raises(errors.FieldsMissing, match="hạt giống"):
        drawn(scene, inspection, seed=" ")


def test_remote_minutes_need_a_sample_that_was_judged_by_the_team(scene):
    inspection = scene.under_way()
    with pytest.raises(errors.NoSample):
        move_inspection(inspection, Move.WRITE_MINUTES, **BY_HEAD)
    draw = drawn(scene, inspection)
    with pytest.raises(errors.NotJudged, match="Còn 2 hồ sơ"):
        move_inspection(inspection, Move.WRITE_MINUTES, **BY_HEAD)
    with pytest.raises(errors.NotOfTheTeam):
        judge_dossier(draw.dossiers.first(), {}, officer="chu.tich", at=NOW)
    judged(inspection, draw)
    judged(inspection, draw, Verdict.NOT_MET)
    done = move_inspection(inspection, Move.WRITE_MINUTES, **BY_HEAD)
    assert done.life is State.MINUTED
    with pytest.raises(errors.MoveNotAllowed):
        judged(inspection, draw)
    with pytest.raises(errors.MoveNotAllowed):
        move_inspection(inspection, Move.WRITE_MINUTES, **BY_HEAD)


def concluded(scene, *, due_on=date(2026, 4, 15)):
    inspection = scene.under_way()
    judged(inspection, drawn(scene, inspection))
    seen = Seen("Ba hồ sơ quá hạn không có văn bản xin lỗi", "2", Severity.MAJOR)
    finding = record_finding(inspection, seen, key=uuid4(), **BY_HEAD)
    inspection = move_inspection(inspection, Move.WRITE_MINUTES, **BY_HEAD)
    with pytest.raises(errors.FindingWithoutRemedy, match="Phát hiện số 1"):
        move_inspection(inspection, Move.CONCLUDE, words="Cơ bản tốt", officer="chu.tich", at=NOW)
    remedy = ask_remedy(finding, "Xin lỗi và hẹn lại từng hồ sơ", key=uuid4(), due_on=due_on, **BY_HEAD)
    with pytest.raises(errors.FieldsMissing, match="kết luận"):
        move_inspection(inspection, Move.CONCLUDE, words=" ", officer="chu.tich", at=NOW)
    return move_inspection(inspection, Move.CONCLUDE, words="Cơ bản tốt", officer="chu.tich", at=NOW), remedy


def test_remedies_go_back_and_forth_until_accepted(scene):
    inspection, remedy = concluded(scene)
    file, key = store_file(PDF, name="minh-chung.pdf", at=NOW), uuid4()
    by_unit = {"officer": "lanh.dao", "at": NOW}
    with pytest.raises(errors.RemediesOpen, match="Còn 1 kiến nghị"):
        move_inspection(inspection, Move.CLOSE, officer="chu.tich", at=NOW)
    told = answer_remedy(remedy, "Đã xin lỗi", key=key, file=file, **by_unit)
    assert answer_remedy(remedy, "Đã xin lỗi", key=key, file=file, **by_unit) == told
    with pytest.raises(errors.MoveNotAllowed):
        answer_remedy(remedy, "Lần nữa", key=uuid4(), file=file, **by_unit)
    with pytest.raises(errors.FieldsMissing, match="lý do trả lại"):
        judge_answer(told, is_accepted=False, words="", officer="chu.tich", at=NOW)
    assert judge_answer(told, is_accepted=False, words="Thiếu hai hồ sơ", officer="chu.tich", at=NOW).state == "open"
    with pytest.raises(errors.MoveNotAllowed):
        judge_answer(told, is_accepted=True, words="", officer="chu.tich", at=NOW)
    again = answer_remedy(remedy, "Đủ ba hồ sơ", key=uuid4(), file=file, **by_unit)
    assert judge_answer(again, is_accepted=True, words="", officer="chu.tich", at=NOW).state == "accepted"
    assert move_inspection(inspection, Move.CLOSE, officer="chu.tich", at=NOW).life is State.CLOSED


def test_shares_and_open_remedies_are_counted_with_their_address(scene):
    assert digital_share(agency=PROVINCE, year=2026).value is None
    inspection, _remedy = concluded(scene, due_on=date(2026, 3, 20))
    plan = inspection.plan
    other = open_inspection(plan, scene.visit(inspected_code=ELSEWHERE, mode=Mode.ON_SITE), key=uuid4(),
                            officer="chu.tich", at=NOW)  # fmt: skip
    for move in (Move.ANNOUNCE, Move.BEGIN, Move.WRITE_MINUTES):
        other = move_inspection(other, move, **BY_HEAD)
    share = digital_share(agency=PROVINCE, year=2026)
    assert (share.numerator, share.denominator, str(share.value)) == (1, 2, "50.00")
    assert share.url == "/kiem-tra/cuoc/?nam=2026&da-lam=1&co-quan=H14"
    named = {"measure": MeasureKind.MODULE, "measure_code": "inspection_digital", "year": 2026}
    promise = make_plan("KH-2026-H14", issued=False)
    make_target(promise, 1, minimum=40, **named)
    make_target(promise, 2, minimum=40, **{**named, "measure_code": "khong-co"})
    issue_promises(promise)
    first, second = results_of(targets_of(plans=[promise.code]), at=NOW).values()
    assert (first.numerator, first.denominator, first.outcome, first.url) == (1, 2, Outcome.MET, share.url)
    assert (second.outcome, "khong-co" in second.note) == (Outcome.NO_DATA, True)
    late = remedies_open([COMMUNE, ELSEWHERE], on=date(2026, 3, 21))
    assert (late[COMMUNE].waiting, late[COMMUNE].late, late[ELSEWHERE].waiting) == (1, 1, 0)
    assert remedies_open([COMMUNE], on=date(2026, 3, 20))[COMMUNE].late == 0


def test_findings_and_deadlines_are_checked(scene):
    inspection = scene.under_way()
    key = uuid4()
    seen = Seen("Thiếu biển", "2", Severity.MINOR)
    finding = record_finding(inspection, seen, key=key, **BY_HEAD)
    assert record_finding(inspection, seen, key=key, **BY_HEAD) == finding
    with pytest.raises(errors.FieldsMissing):
        record_finding(inspection, seen._replace(text=" "), key=uuid4(), **BY_HEAD)
    with pytest.raises(errors.DueTooEarly):
        ask_remedy(finding, "Treo biển", key=uuid4(), due_on=NOW.date(), **BY_HEAD)
    key = uuid4()
    one = ask_remedy(finding, "Treo biển", key=key, due_on=date(2026, 4, 1), **BY_HEAD)
    assert ask_remedy(finding, "Treo biển", key=key, due_on=date(2026, 4, 1), **BY_HEAD) == one
    assert Remedy.objects.count() == 1
