"""The life of an assignment as one table, and who makes which move. Legal source: domain.md §6.1."""

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.errors import MoveNotAllowed


class State(Labelled):
    """What was last done about it; whether it is late is never kept, see `standing`."""

    PREPARED = "prepared", mark("Dự thảo, chưa giao")
    ASSIGNED = "assigned", mark("Đã giao, chờ tiếp nhận")
    IN_PROGRESS = "in_progress", mark("Đang thực hiện")
    SUBMITTED = "submitted", mark("Chờ nghiệm thu")
    DONE = "done", mark("Đã hoàn thành")
    SUSPENDED = "suspended", mark("Tạm dừng")


class Move(Labelled):
    """What may be done about it."""

    GIVE = "give", mark("Giao nhiệm vụ")
    ACCEPT = "accept", mark("Tiếp nhận nhiệm vụ")
    REPORT = "report", mark("Báo cáo tiến độ")
    SUBMIT = "submit", mark("Nộp sản phẩm")
    ACCEPT_PRODUCT = "accept_product", mark("Nghiệm thu sản phẩm")
    SEND_BACK = "send_back", mark("Trả lại sản phẩm")
    SUSPEND = "suspend", mark("Tạm dừng nhiệm vụ")
    RESUME = "resume", mark("Thực hiện tiếp")
    ADJUST = "adjust", mark("Điều chỉnh thời hạn")
    REASSIGN = "reassign", mark("Đổi cơ quan chủ trì")


class Side(Labelled):
    """On whose behalf a move is made."""

    LEAD = "lead", mark("Cơ quan chủ trì")
    SUPERVISOR = "supervisor", mark("Đơn vị giám sát")
    ISSUER = "issuer", mark("Cơ quan giao nhiệm vụ")


LIFE: dict[tuple[State, Move], State] = {
    (State.PREPARED, Move.GIVE): State.ASSIGNED,
    (State.ASSIGNED, Move.ACCEPT): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.REPORT): State.IN_PROGRESS,
    (State.IN_PROGRESS, Move.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Move.ACCEPT_PRODUCT): State.DONE,
    (State.SUBMITTED, Move.SEND_BACK): State.IN_PROGRESS,
    (State.SUSPENDED, Move.RESUME): State.ASSIGNED,
    **{(state, Move.SUSPEND): State.SUSPENDED for state in (State.ASSIGNED, State.IN_PROGRESS)},
    (State.ASSIGNED, Move.REASSIGN): State.ASSIGNED,
    (State.IN_PROGRESS, Move.REASSIGN): State.ASSIGNED,
    (State.SUSPENDED, Move.REASSIGN): State.SUSPENDED,
    **{(state, Move.ADJUST): state for state in (State.ASSIGNED, State.IN_PROGRESS, State.SUSPENDED)},
}
"""A task taken up again, or by another lead, is accepted anew: the lead says by it that it can go on."""

SIDES = {
    Move.GIVE: Side.ISSUER,
    Move.ACCEPT: Side.LEAD,
    Move.REPORT: Side.LEAD,
    Move.SUBMIT: Side.LEAD,
    Move.ACCEPT_PRODUCT: Side.SUPERVISOR,
    Move.SEND_BACK: Side.SUPERVISOR,
    Move.SUSPEND: Side.ISSUER,
    Move.RESUME: Side.ISSUER,
    Move.ADJUST: Side.ISSUER,
    Move.REASSIGN: Side.ISSUER,
}


def after(state: State, move: Move, *, has_next_round: bool = False) -> State:
    """The state after the move; a periodic task goes on while it has a round left. Raises `MoveNotAllowed`."""
    if (state, move) not in LIFE:
        raise MoveNotAllowed(state=state.label, move=move.label)
    if move is Move.ACCEPT_PRODUCT and has_next_round:
        return State.IN_PROGRESS
    return LIFE[state, move]


def allowed_moves(state: State) -> tuple[Move, ...]:
    """The moves a page may offer; a draft is given by issuing its plan, not by a button."""
    return tuple(move for (at, move) in LIFE if at == state and move is not Move.GIVE)
