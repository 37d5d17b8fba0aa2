"""The life of a typed-in figure: one table of moves, which also draws the buttons. Plain Python."""

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.errors import FigureMoveNotAllowed
from motcua.oversight.reform.rules.words import FigureState


class Move(Labelled):
    """What may be done to a figure."""

    SEND = "gui-duyet", mark("gửi duyệt")
    RETURN = "tra-lai", mark("trả lại")
    APPROVE = "duyet", mark("duyệt")
    LOCK = "khoa", mark("khoá")
    CORRECT = "hieu-chinh", mark("hiệu chỉnh")


_AFTER = {
    (FigureState.DRAFT, Move.SEND): FigureState.SENT,
    (FigureState.SENT, Move.RETURN): FigureState.DRAFT,
    (FigureState.SENT, Move.APPROVE): FigureState.APPROVED,
    (FigureState.APPROVED, Move.LOCK): FigureState.LOCKED,
    (FigureState.APPROVED, Move.CORRECT): FigureState.CORRECTED,
    (FigureState.LOCKED, Move.CORRECT): FigureState.CORRECTED,
}
BY_APPROVER = frozenset({Move.RETURN, Move.APPROVE, Move.LOCK})


def after(state: FigureState, move: Move) -> FigureState:
    """The state that a move leads to; raises `FigureMoveNotAllowed`."""
    try:
        return _AFTER[state, move]
    except KeyError:
        raise FigureMoveNotAllowed(state=state.label, move=move.label) from None


def allowed_moves(state: FigureState) -> tuple[Move, ...]:
    """What the buttons of a state are."""
    return tuple(move for held, move in _AFTER if held is state)
