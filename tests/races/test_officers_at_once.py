"""Two people move the same dossier at the same moment: exactly one wins, the other is told clearly."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from motcua.capabilities.workflow.public import open_tasks, task_history
from motcua.casework.dossiers.models import Dossier, Result
from motcua.casework.dossiers.public import resolve_dossier, withdraw_dossier
from motcua.casework.dossiers.queries.retold import retold
from motcua.casework.dossiers.rules.life import State
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_dossier, make_officer
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.store import history_of
from motcua.registry.organisation.public import Role
from tests.races.together import together
from tests.visiting import move_url, signed_in, step_of, text_of, upload

HOUR = timedelta(hours=1)
ROUNDS = 3
WHY = "Thiếu giấy chứng sinh theo Điều 16 Luật Hộ tịch."


def count(kind):
    return EventRecord.objects.filter(kind=kind).count()


def accepted(cast):
    return walking.accepted(cast, make_dossier(cast), MONDAY)


def assigned(cast):
    return walking.assigned(cast, accepted(cast), MONDAY + HOUR)


def to_be_signed(cast):
    return walking.proposed(cast, assigned(cast), MONDAY + 2 * HOUR)


def result():
    """What the specialist's form sends."""
    return {"outcome": "propose", "title": "Giấy khai sinh", "file": upload()}


def winner_and_loser(answers):
    """The answer that went on, and the text of the page that refused."""
    won = [answer for answer in answers if answer.status_code == 302]
    lost = [answer for answer in answers if answer.status_code == 409]
    assert (len(won), len(lost)) == (1, 1), [answer.status_code for answer in answers]
    return won[0], text_of(lost[0])


@pytest.mark.parametrize("gate", ["dossiers_dossier", "dossiers_registercount"])
def test_of_two_who_accept_at_once_one_wins_and_the_other_reads_what_became_of_it(cast, gate):
    dossier, url = make_dossier(cast), None
    make_officer("tiep.nhan.2", "Đinh Thị Nhận", COMMUNE, Role.RECEIVER)
    colleague = type(cast.receiver).objects.get(username="tiep.nhan.2")
    desks, url = [signed_in(cast.receiver), signed_in(colleague)], move_url(dossier, "accept")
    answers = together(*(partial(desk.post, url) for desk in desks), gate=gate)
    _won, said = winner_and_loser(answers)
    assert "Hồ sơ đang ở trạng thái «Được tiếp nhận», không thể thực hiện «Tiếp nhận»." in said
    row = Dossier.objects.get()
    assert (row.state, row.register_number) == (State.ACCEPTED, 1)
    assert count("dossiers.accepted") == 1
    assert [task.key for task in open_tasks(row.code)] == ["assign"]


def test_of_two_leaders_who_sign_at_once_one_signs(cast):
    dossier = to_be_signed(cast)
    deputy = make_officer("pho.chu.tich", "Phùng Văn Ký", COMMUNE, Role.LEADER)
    desks, url = [signed_in(cast.leader), signed_in(deputy)], move_url(dossier, "resolve")
    answers = together(*(partial(desk.post, url) for desk in desks), gate="dossiers_dossier")
    _won, said = winner_and_loser(answers)
    assert "Đã xử lý xong" in said or "đang ở bước" in said
    assert count("dossiers.resolved") == 1
    result = Result.objects.get(recalled_at=None)
    assert result.signed_by == history_of(dossier.code)[-1].actor


def test_two_leaders_who_sign_the_same_pile_from_both_ends_sign_each_once(cast):
    codes = [to_be_signed(cast).code for _ in range(4)]
    deputy = make_officer("pho.chu.tich", "Phùng Văn Ký", COMMUNE, Role.LEADER)
    url = reverse("dossiers:desk-signing")
    piles = ((signed_in(cast.leader), codes), (signed_in(deputy), codes[::-1]))
    together(*(partial(desk.post, url, {"code": pile}) for desk, pile in piles))
    assert count("dossiers.resolved") == 4
    assert set(Dossier.objects.values_list("state", flat=True)) == {State.RESOLVED}


def test_a_withdrawal_and_a_signature_at_once_leave_one_end(cast):
    for _ in range(ROUNDS):
        dossier = to_be_signed(cast)
        answers = together(
            partial(withdraw_dossier, dossier, reason=WHY, actor=cast.citizen.username, at=MONDAY + 5 * HOUR),
            partial(resolve_dossier, dossier, officer=cast.leader.username, at=MONDAY + 5 * HOUR),
            gate="dossiers_dossier",
        )
        row = Dossier.objects.get(pk=dossier.pk)
        assert isinstance(answers[0], Dossier) != isinstance(answers[1], Dossier)
        assert row.state == (State.WITHDRAWN if isinstance(answers[0], Dossier) else State.RESOLVED)
        assert retold(history_of(row.code)).state == row.state
        assert bool(open_tasks(row.code)) == (row.state == State.RESOLVED)


@pytest.mark.parametrize(("one", "other"), [("accept", "refuse_receipt"), ("accept", "withdraw")])
def test_of_two_moves_that_exclude_each_other_one_is_made(cast, one, other):
    dossier = make_dossier(cast)
    desk, second = signed_in(cast.receiver), signed_in(cast.receiver)
    answers = together(
        partial(desk.post, move_url(dossier, one)),
        partial(second.post, move_url(dossier, other), {"reason": WHY}),
        gate="dossiers_dossier",
    )
    statuses = [answer.status_code for answer in answers]
    state = Dossier.objects.get().state
    assert retold(history_of(dossier.code)).state == state
    # a person may also withdraw what was just accepted: then both are made, one after the other
    assert sorted(statuses) == [302, 409] or (other == "withdraw" and statuses == [302, 302])


def test_a_supplement_is_asked_for_once_however_many_ask(cast):
    dossier = assigned(cast)
    posted = {"paper": "2", "defect-2": "Giấy chứng sinh bản chính", "reason": WHY}
    desks, url = [signed_in(cast.specialist) for _ in range(2)], move_url(dossier, "request_supplement")
    answers = together(*(partial(desk.post, url, posted) for desk in desks), gate="dossiers_dossier")
    _won, said = winner_and_loser(answers)
    assert "Yêu cầu bổ sung giấy tờ" in said
    assert count("dossiers.supplement_requested") == 1
    assert dossier.supplements.count() == dossier.stops.count() == 1


def test_a_step_is_given_to_one_of_two_specialists(cast):
    dossier = accepted(cast)
    make_officer("chuyen.vien.2", "Ma Văn Thụ", COMMUNE, Role.SPECIALIST)
    vice = make_officer("pho.phong", "Mã Thị Trưởng", COMMUNE, Role.HEAD)
    url = step_of(dossier, walking.task_of(dossier, "assign"))
    choices = ((signed_in(cast.leader), "chuyen.vien"), (signed_in(vice), "chuyen.vien.2"))
    answers = together(*(partial(desk.post, url, {"to": to}) for desk, to in choices), gate="dossiers_dossier")
    won, said = winner_and_loser(answers)
    assert "hoàn thành" in said
    (task,) = open_tasks(dossier.code)
    assert task.username == choices[answers.index(won)][1]
    assert count("dossiers.forwarded") == 1


def test_a_result_is_proposed_once_however_often_the_button_is_pressed(cast):
    dossier = assigned(cast)
    url = step_of(dossier, walking.task_of(dossier, "process"))
    desks = [signed_in(cast.specialist) for _ in range(2)]
    answers = together(
        *(partial(desk.post, url, result()) for desk in desks),
        gate="dossiers_dossier",
    )
    _won, said = winner_and_loser(answers)
    assert "hoàn thành" in said
    assert Result.objects.filter(recalled_at=None).count() == 1
    assert [task.key for task in open_tasks(dossier.code)] == ["appraise"]


def test_a_step_that_is_completed_while_it_is_handed_over_is_one_or_the_other(cast):
    for _ in range(ROUNDS):
        dossier = assigned(cast)
        task = walking.task_of(dossier, "process")
        hand_over = reverse("dossiers:desk-hand-over", args=[dossier.code, task])
        together(
            partial(signed_in(cast.specialist).post, step_of(dossier, task), result()),
            partial(signed_in(cast.specialist).post, hand_over, {"to": "lanh.dao"}),
            gate="dossiers_dossier",
        )
        (done,) = [step for step in task_history(dossier.code) if step.id == task]
        (waiting,) = open_tasks(dossier.code)
        assert (waiting.key, waiting.username) in {("appraise", ""), ("appraise", None), ("process", "lanh.dao")}
        assert bool(done.done_by) == (waiting.key == "appraise")
