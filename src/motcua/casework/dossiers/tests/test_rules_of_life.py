"""The table of moves, checked against domain.md §2.1–2.2 as it was read by hand."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.dossiers.errors import CodeNotKnown, DeliveryNotAllowed, MoveNotAllowed
from motcua.casework.dossiers.rules.codes import agency_day, checked_code
from motcua.casework.dossiers.rules.life import (
    CLOCK_STOPPED,
    FINAL,
    LABELS,
    MOVE_LABELS,
    NATIONAL_CODE,
    Move,
    State,
    after,
    allowed_moves,
)
from motcua.casework.dossiers.rules.side_lives import Delivery, DeliveryMove, Fee, FeeMove, delivery_after, fee_after

FROM_THE_LAW = {
    (1, "accept", 2), (1, "refuse_receipt", 3), (1, "request_supplement", 5), (1, "withdraw", 7), (1, "correct", 1),
    (2, "forward", 4), (2, "transfer", 2), (2, "withdraw", 7), (2, "stop", 8), (2, "correct", 2),
    (4, "request_supplement", 5), (4, "demand_fee", 6), (4, "pause", 4), (4, "extend", 4), (4, "resolve", 9),
    (4, "transfer", 4), (4, "withdraw", 7), (4, "stop", 8), (4, "correct", 4),
    (5, "provide_supplement", 4), (5, "withdraw", 7), (5, "stop", 8), (5, "correct", 5),
    (6, "confirm_fee", 4), (6, "withdraw", 7), (6, "stop", 8), (6, "correct", 6),
    (9, "reopen", 4), (9, "return_result", 10),
}  # fmt: skip
BY_CODE = {code: state for state, code in NATIONAL_CODE.items()}


def _moves(*, is_accepted: bool):
    return {
        (NATIONAL_CODE[state], str(move), NATIONAL_CODE[after(state, move, is_accepted=is_accepted)])
        for state in State
        for move in allowed_moves(state, is_accepted=is_accepted)
    }


def test_an_accepted_dossier_has_exactly_the_moves_of_the_law():
    assert {move for move in _moves(is_accepted=True) if move[0] != 1} == {m for m in FROM_THE_LAW if m[0] != 1}


def test_before_acceptance_papers_are_completed_and_nothing_can_be_stopped():
    before = {move for move in _moves(is_accepted=False) if move[0] in {1, 5}}
    assert before == {m for m in FROM_THE_LAW if m[0] == 1} | {
        (5, "complete_papers", 1),
        (5, "withdraw", 7),
        (5, "correct", 5),
    }


def test_a_paused_dossier_waits_and_may_only_run_on_be_put_right_or_end():
    paused = allowed_moves(State.IN_PROGRESS, is_accepted=True, is_paused=True)
    assert set(paused) == {Move.RESUME, Move.CORRECT, Move.WITHDRAW, Move.STOP}
    with pytest.raises(MoveNotAllowed) as refused:
        after(State.IN_PROGRESS, Move.RESOLVE, is_accepted=True, is_paused=True)
    assert "tạm dừng" in str(refused.value)


def test_the_ten_codes_are_those_of_the_national_portal():
    names = ["Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ",
             "Yêu cầu thực hiện nghĩa vụ tài chính", "Công dân yêu cầu rút hồ sơ", "Dừng xử lý", "Đã xử lý xong",
             "Đã trả kết quả"]  # fmt: skip
    assert [LABELS[BY_CODE[code]] for code in range(1, 11)] == names


@pytest.mark.parametrize("state", sorted(FINAL))
def test_nothing_leads_out_of_a_final_state(state):
    assert allowed_moves(state, is_accepted=True) == ()


@given(st.sampled_from(State), st.sampled_from(Move), st.booleans())
def test_the_buttons_and_the_rule_cannot_disagree(state, move, is_accepted):
    if move in allowed_moves(state, is_accepted=is_accepted):
        assert after(state, move, is_accepted=is_accepted) in State
    else:
        with pytest.raises(MoveNotAllowed) as refused:
            after(state, move, is_accepted=is_accepted)
        assert LABELS[state] in str(refused.value)
        assert MOVE_LABELS[move] in str(refused.value)


def test_the_clock_stands_only_for_a_supplement_or_a_financial_duty():
    assert {NATIONAL_CODE[state] for state in CLOCK_STOPPED} == {5, 6}


@pytest.mark.parametrize(
    ("number", "code"),
    [(1, "H14.05-261122-0001"), (9999, "H14.05-261122-9999"), (10000, "H14.05-261122-10000")],
)
def test_a_code_widens_past_9999_and_never_wraps(number, code):
    assert agency_day("H14.05", date(2026, 11, 22), number) == code


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "code",
    ["H61.16-230101-0001", "H15.50.05.13-261008-0975", "000.00.16.H61-230101-0001", " h14-261123-123456 "],
)
def test_codes_seen_in_the_field_are_known(code):
    assert checked_code(code, today=TODAY) == code.strip().upper()


@pytest.mark.parametrize(
    "code",
    ["", "H14", "H14.05-261332-0001", "H14.05-261124-0001", "Н14.05-261122-0001", "H14.05-261122-001",
     "H14.05-２６１１２２-0001", "H14.05-261122-0001'--", "x" * 5000],
)  # fmt: skip
def test_codes_of_another_script_shape_or_day_are_refused_in_words(code):
    with pytest.raises(CodeNotKnown) as refused:
        checked_code(code, today=TODAY)
    assert "H14.05-261122-0001" in str(refused.value)


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_code_check(text):
    with contextlib.suppress(CodeNotKnown):
        assert checked_code(text, today=TODAY)


def test_a_result_cannot_be_handed_over_twice():
    assert delivery_after(Delivery.READY, DeliveryMove.HAND_OVER) is Delivery.DELIVERED
    with pytest.raises(DeliveryNotAllowed):
        delivery_after(Delivery.DELIVERED, DeliveryMove.HAND_OVER)


def test_a_fee_is_paid_once():
    assert fee_after(Fee.DUE, FeeMove.PAY) is Fee.PAID
    with pytest.raises(MoveNotAllowed):
        fee_after(Fee.PAID, FeeMove.PAY)
