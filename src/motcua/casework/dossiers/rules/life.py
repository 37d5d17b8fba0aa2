"""The business life of a dossier: the ten states the national portal knows, and the moves between them.

Sources: domain.md §2.1–2.2 (Decree 118/2025 as amended by 309/2026; national status codes 1–10).
"""

from enum import StrEnum

from motcua.casework.dossiers.errors import MoveNotAllowed
from motcua.kernel.texts.mark import mark


class State(StrEnum):
    """Where a dossier stands."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    IN_PROGRESS = "in_progress"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    FEE_DEMANDED = "fee_demanded"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESOLVED = "resolved"
    RETURNED = "returned"


class Move(StrEnum):
    """What may be done with it."""

    ACCEPT = "accept"
    REFUSE_RECEIPT = "refuse_receipt"
    REQUEST_SUPPLEMENT = "request_supplement"
    COMPLETE_PAPERS = "complete_papers"
    PROVIDE_SUPPLEMENT = "provide_supplement"
    FORWARD = "forward"
    TRANSFER = "transfer"
    DEMAND_FEE = "demand_fee"
    CONFIRM_FEE = "confirm_fee"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    STOP = "stop"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    RETURN_RESULT = "return_result"


NATIONAL_CODE = {state: number for number, state in enumerate(State, start=1)}
"""The ten codes of the national portal, 1 «Mới đăng ký» … 10 «Đã trả kết quả», in the order of `State`."""

LABELS = {
    State.SUBMITTED: mark("Mới đăng ký"),
    State.ACCEPTED: mark("Được tiếp nhận"),
    State.NOT_ACCEPTED: mark("Không được tiếp nhận"),
    State.IN_PROGRESS: mark("Đang xử lý"),
    State.SUPPLEMENT_REQUESTED: mark("Yêu cầu bổ sung giấy tờ"),
    State.FEE_DEMANDED: mark("Yêu cầu thực hiện nghĩa vụ tài chính"),
    State.WITHDRAWN: mark("Công dân yêu cầu rút hồ sơ"),
    State.STOPPED: mark("Dừng xử lý"),
    State.RESOLVED: mark("Đã xử lý xong"),
    State.RETURNED: mark("Đã trả kết quả"),
}
MOVE_LABELS = {
    Move.ACCEPT: mark("Tiếp nhận"),
    Move.REFUSE_RECEIPT: mark("Từ chối tiếp nhận"),
    Move.REQUEST_SUPPLEMENT: mark("Yêu cầu bổ sung"),
    Move.COMPLETE_PAPERS: mark("Hoàn thiện hồ sơ"),
    Move.PROVIDE_SUPPLEMENT: mark("Nộp bổ sung"),
    Move.FORWARD: mark("Chuyển giải quyết"),
    Move.TRANSFER: mark("Chuyển cơ quan khác"),
    Move.DEMAND_FEE: mark("Yêu cầu nghĩa vụ tài chính"),
    Move.CONFIRM_FEE: mark("Xác nhận đã nộp tiền"),
    Move.PAUSE: mark("Tạm dừng đồng hồ"),
    Move.RESUME: mark("Chạy tiếp đồng hồ"),
    Move.EXTEND: mark("Xin lỗi và gia hạn"),
    Move.CORRECT: mark("Sửa thông tin"),
    Move.WITHDRAW: mark("Rút hồ sơ"),
    Move.STOP: mark("Dừng giải quyết"),
    Move.RESOLVE: mark("Ký kết quả"),
    Move.REOPEN: mark("Mở lại"),
    Move.RETURN_RESULT: mark("Trả kết quả"),
}

PAUSED = mark("Đang xử lý, đồng hồ tạm dừng")

_HELD = (State.ACCEPTED, State.IN_PROGRESS, State.SUPPLEMENT_REQUESTED, State.FEE_DEMANDED)
LIFE: dict[tuple[State, Move], State] = {
    (State.SUBMITTED, Move.ACCEPT): State.ACCEPTED,
    (State.SUBMITTED, Move.REFUSE_RECEIPT): State.NOT_ACCEPTED,
    (State.SUBMITTED, Move.REQUEST_SUPPLEMENT): State.SUPPLEMENT_REQUESTED,
    (State.SUBMITTED, Move.WITHDRAW): State.WITHDRAWN,
    (State.SUPPLEMENT_REQUESTED, Move.COMPLETE_PAPERS): State.SUBMITTED,
    (State.SUPPLEMENT_REQUESTED, Move.PROVIDE_SUPPLEMENT): State.IN_PROGRESS,
    (State.ACCEPTED, Move.FORWARD): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.REQUEST_SUPPLEMENT): State.SUPPLEMENT_REQUESTED,
    (State.IN_PROGRESS, Move.DEMAND_FEE): State.FEE_DEMANDED,
    (State.FEE_DEMANDED, Move.CONFIRM_FEE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.PAUSE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.RESUME): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.EXTEND): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.RESOLVE): State.RESOLVED,
    (State.RESOLVED, Move.REOPEN): State.IN_PROGRESS,
    (State.RESOLVED, Move.RETURN_RESULT): State.RETURNED,
    **{(state, Move.TRANSFER): state for state in (State.ACCEPTED, State.IN_PROGRESS)},
    **{(state, Move.CORRECT): state for state in (State.SUBMITTED, *_HELD)},
    **{(state, Move.WITHDRAW): State.WITHDRAWN for state in _HELD},
    **{(state, Move.STOP): State.STOPPED for state in _HELD},
}

FINAL = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN, State.STOPPED, State.RETURNED})
CLOCK_STOPPED = frozenset({State.SUPPLEMENT_REQUESTED, State.FEE_DEMANDED})
WORK_ENDED = FINAL | {State.RESOLVED}
"""States in which the handling has ended; its moment is kept as `ended_at`."""
WHILE_PAUSED = frozenset({Move.RESUME, Move.CORRECT, Move.WITHDRAW, Move.STOP})
"""What may be done while the clock stands for another agency or on another ground: the national state stays 4."""


def after(state: State, move: Move, *, is_accepted: bool, is_paused: bool = False) -> State:
    """The state after the move; `MoveNotAllowed` names both when there is none."""
    if move not in allowed_moves(state, is_accepted=is_accepted, is_paused=is_paused):
        raise MoveNotAllowed(state=PAUSED if is_paused else LABELS[state], move=MOVE_LABELS[move])
    return LIFE[state, move]


def allowed_moves(state: State, *, is_accepted: bool, is_paused: bool = False) -> tuple[Move, ...]:
    """The moves a page may offer. Papers completed before receipt and a supplement after it are different moves."""
    never = {Move.COMPLETE_PAPERS if is_accepted else Move.PROVIDE_SUPPLEMENT}
    if not is_accepted:
        never.add(Move.STOP)
    never |= set(Move) - WHILE_PAUSED if is_paused else {Move.RESUME}
    return tuple(move for (at, move) in LIFE if at == state and move not in never)
