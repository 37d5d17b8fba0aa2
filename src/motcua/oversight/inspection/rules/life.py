"""The lives of a plan, an inspection and a remedy: one table each, which also draws the buttons."""

from collections.abc import Mapping
from typing import TypeVar

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.inspection.errors import MoveNotAllowed


class PlanState(Labelled):
    """Where a plan stands."""

    DRAFT = "draft", mark("Dự thảo")
    ISSUED = "issued", mark("Đã ban hành")


class State(Labelled):
    """Where an inspection stands."""

    PREPARED = "prepared", mark("Đang chuẩn bị")
    ANNOUNCED = "announced", mark("Đã thông báo")
    UNDER_WAY = "under_way", mark("Đang kiểm tra")
    MINUTED = "minuted", mark("Đã lập biên bản")
    CONCLUDED = "concluded", mark("Đã kết luận")
    CLOSED = "closed", mark("Khắc phục xong")
    CANCELLED = "cancelled", mark("Đã huỷ")


class Move(Labelled):
    """What may be done with an inspection."""

    ANNOUNCE = "announce", mark("Thông báo cho đơn vị")
    BEGIN = "begin", mark("Bắt đầu kiểm tra")
    WRITE_MINUTES = "write_minutes", mark("Lập biên bản")
    CONCLUDE = "conclude", mark("Kết luận")
    CLOSE = "close", mark("Xác nhận khắc phục xong")
    CANCEL = "cancel", mark("Huỷ cuộc kiểm tra")


class RemedyState(Labelled):
    """Where a remedy stands."""

    OPEN = "open", mark("Chờ khắc phục")
    ANSWERED = "answered", mark("Chờ xem xét")
    ACCEPTED = "accepted", mark("Đã công nhận")


class RemedyMove(Labelled):
    """What may be done with a remedy."""

    ANSWER = "answer", mark("Trả lời")
    ACCEPT = "accept", mark("Công nhận")
    SEND_BACK = "send_back", mark("Trả lại")


LIFE: Mapping[tuple[State, Move], State] = {
    (State.PREPARED, Move.ANNOUNCE): State.ANNOUNCED,
    (State.PREPARED, Move.CANCEL): State.CANCELLED,
    (State.ANNOUNCED, Move.BEGIN): State.UNDER_WAY,
    (State.ANNOUNCED, Move.CANCEL): State.CANCELLED,
    (State.UNDER_WAY, Move.WRITE_MINUTES): State.MINUTED,
    (State.MINUTED, Move.CONCLUDE): State.CONCLUDED,
    (State.CONCLUDED, Move.CLOSE): State.CLOSED,
}
REMEDY_LIFE: Mapping[tuple[RemedyState, RemedyMove], RemedyState] = {
    (RemedyState.OPEN, RemedyMove.ANSWER): RemedyState.ANSWERED,
    (RemedyState.ANSWERED, RemedyMove.ACCEPT): RemedyState.ACCEPTED,
    (RemedyState.ANSWERED, RemedyMove.SEND_BACK): RemedyState.OPEN,
}
DONE = frozenset({State.MINUTED, State.CONCLUDED, State.CLOSED})
"""An inspection that took place: its minutes are written."""
TOLD = DONE | {State.ANNOUNCED, State.UNDER_WAY}
"""Known to the inspected agency."""
FINDINGS_TOLD = frozenset({State.CONCLUDED, State.CLOSED})
"""Its findings and remedies are known to the inspected agency."""
_S = TypeVar("_S", State, RemedyState)


def after(state: State, move: Move) -> State:
    """The next state, or `MoveNotAllowed`."""
    return _after(LIFE.get((state, move)), state.label, move.label)


def remedy_after(state: RemedyState, move: RemedyMove) -> RemedyState:
    """The next state, or `MoveNotAllowed`."""
    return _after(REMEDY_LIFE.get((state, move)), state.label, move.label)


def allowed_moves(state: State) -> list[Move]:
    """What the table offers, in the order of the moves."""
    return [move for move in Move if (state, move) in LIFE]


def _after(found: "_S | None", state: str, move: str) -> "_S":
    if found is None:
        raise MoveNotAllowed(state=state, move=move)
    return found
